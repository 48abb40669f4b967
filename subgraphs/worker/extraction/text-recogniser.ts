import eng from '@tesseract.js-data/eng';
import {
  createWorker,
  type Line,
  type RecognizeResult,
  type Word,
  type Worker,
} from 'tesseract.js';
import { cleanText } from './clean-text.ts';

/** Below this mean confidence (0–100) what was "read" is noise of the picture, not text. */
const MIN_CONFIDENCE = 40;

/** x, y, width, height, in pixels of the picture that was read. */
export type TextBox = readonly [x: number, y: number, width: number, height: number];

/** A line or a word and where it stands; `confidence` is 0 to 100. */
export interface RecognisedPiece {
  readonly text: string;
  readonly confidence: number;
  readonly box: TextBox;
}

export interface RecognisedLine extends RecognisedPiece {
  readonly words: readonly RecognisedPiece[];
}

/** What is written in a picture; the text is empty and without lines where nothing is. */
export interface RecognisedText {
  readonly text: string;
  readonly confidence: number;
  readonly lines: readonly RecognisedLine[];
}

/** Reads English text in pictures for as long as its time lasts, which all pictures share. To be closed. */
export class TextRecogniser {
  readonly #endsAt: number;
  #worker: Promise<Worker> | undefined;
  #isClosed = false;

  constructor(budgetMs: number) {
    this.#endsAt = performance.now() + budgetMs;
  }

  get isOutOfTime(): boolean {
    return performance.now() >= this.#endsAt;
  }

  /** Undefined when the time ran out before the picture was read. */
  async read(picture: Buffer): Promise<RecognisedText | undefined> {
    this.#worker ??= createWorker(eng.code, undefined, {
      langPath: eng.langPath,
      gzip: eng.gzip,
      cacheMethod: 'none',
    });
    return beforeTime(this.#recognise(this.#worker, picture), this.#endsAt - performance.now());
  }

  /** Does not wait for a worker that has not started when the time is up: it is ended when it has. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const ended = this.#worker?.then((worker) => worker.terminate()).catch(() => undefined);
    if (!this.isOutOfTime) await ended;
  }

  async #recognise(starting: Promise<Worker>, picture: Buffer) {
    const worker = await starting;
    // The time may have run out while it started, and a worker that was ended throws at its caller's caller.
    if (this.#isClosed) return undefined;
    return toText((await worker.recognize(picture, {}, { text: true, blocks: true })).data);
  }
}

function toText(data: RecognizeResult['data']): RecognisedText {
  const { confidence } = data;
  const text = confidence < MIN_CONFIDENCE ? '' : cleanText(data.text).trim();
  const lines = (data.blocks ?? []).flatMap(({ paragraphs }) =>
    paragraphs.flatMap((paragraph) => paragraph.lines.map(toLine)),
  );
  return { text, confidence, lines: text === '' ? [] : lines };
}

function toLine(line: Line): RecognisedLine {
  return { ...toPiece(line), words: line.words.map(toPiece) };
}

function toPiece({ text, confidence, bbox }: Line | Word): RecognisedPiece {
  const { x0, y0, x1, y1 } = bbox;
  return { text: cleanText(text).trim(), confidence, box: [x0, y0, x1 - x0, y1 - y0] };
}

async function beforeTime<T>(work: Promise<T>, remainingMs: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeOut = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, remainingMs), undefined);
  });
  try {
    return await Promise.race([work, timeOut]);
  } finally {
    clearTimeout(timer);
  }
}
