import { readFile, stat } from 'node:fs/promises';
import { isLosslessNumber } from 'lossless-json';
import { cleanText } from './clean-text.ts';
import type { Extraction, Extractor } from './extractor.ts';
import { renderJson } from './json-text.ts';
import { parseJson } from './parse-json.ts';
import { MAX_RENDERED_CHARACTERS, RenderedRecords } from './rendered-records.ts';

/** A larger file is taken as the text that it is: its value would fill the memory of the parser's process. */
const MAX_PARSED_BYTES = 32 * 1024 * 1024;
/** Keys in the properties at most. */
const MAX_KEYS_NAMED = 100;

/** JSON: its values with their paths, and what it is at the top. */
export const jsonExtractor: Extractor = {
  name: 'json',
  extract: async ({ path }) => {
    const { size } = await stat(path);
    const text = cleanText(await readFile(path, 'utf8'));
    if (size > MAX_PARSED_BYTES) return asWritten(text);
    const value = parseJson(text);
    const records = new RenderedRecords();
    const isComplete = renderJson(value, records);
    return {
      title: null,
      properties: {
        ...describe(value),
        ...(!isComplete && {
          unavailable: [`text beyond the first ${MAX_RENDERED_CHARACTERS} characters`],
        }),
      },
      parts: records.parts(),
    };
  },
};

function asWritten(text: string): Extraction {
  const unavailable = [`structure: a file of more than ${MAX_PARSED_BYTES} bytes is read as text`];
  return { title: null, properties: { unavailable }, parts: [{ text }] };
}

function describe(value: unknown): Readonly<Record<string, unknown>> {
  if (Array.isArray(value)) return { type: 'array', items: value.length };
  if (isLosslessNumber(value)) return { type: 'number' };
  if (typeof value !== 'object') return { type: typeof value };
  if (value === null) return { type: 'null' };
  const keys = Object.keys(value);
  return { type: 'object', keys: keys.slice(0, MAX_KEYS_NAMED), keyCount: keys.length };
}
