import eng from '@tesseract.js-data/eng';
import { createWorker } from 'tesseract.js';
import { cleanText } from './clean-text.ts';

/** Below this mean confidence (0–100) what was "read" is noise of the picture, not text. */
const MIN_CONFIDENCE = 40;

/** The English text in an encoded picture, empty when there is none, and how sure that is (0–100). */
export async function recognise(picture: Buffer): Promise<{ text: string; confidence: number }> {
  const worker = await createWorker(eng.code, undefined, {
    langPath: eng.langPath,
    gzip: eng.gzip,
    cacheMethod: 'none',
  });
  try {
    const { data } = await worker.recognize(picture);
    const text = data.confidence < MIN_CONFIDENCE ? '' : cleanText(data.text).trim();
    return { text, confidence: data.confidence };
  } finally {
    await worker.terminate();
  }
}
