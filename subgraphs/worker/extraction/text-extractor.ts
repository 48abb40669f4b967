import { readFile } from 'node:fs/promises';
import { cleanText } from './clean-text.ts';
import type { Extractor } from './extractor.ts';

/** Plain text, source code, logs: taken as it is. */
export const textExtractor: Extractor = {
  name: 'text',
  extract: async ({ path }) => {
    const text = cleanText(await readFile(path, 'utf8'));
    return { title: null, properties: { characters: text.length }, parts: [{ text }] };
  },
};
