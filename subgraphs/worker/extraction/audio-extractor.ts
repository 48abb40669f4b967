import type { Extractor } from './extractor.ts';
import { findSpeech } from './media/find-speech.ts';
import { readSound } from './media/read-sound.ts';
import { TimeBudget } from './media/time-budget.ts';

/** Sound: its length and tags; what is spoken in it is for a transcription server. */
export const audioExtractor: Extractor = {
  name: 'audio',
  extract: async (file) => {
    const budget = new TimeBudget(file.timeoutMs);
    const sound = await readSound(file.path);
    const { speech, unavailable } = await findSpeech(file, file.aids, budget.leftMs());
    const properties = { ...sound.properties, ...(unavailable && { unavailable: [unavailable] }) };
    return { ...sound, properties, ...(speech && { speech }) };
  },
};
