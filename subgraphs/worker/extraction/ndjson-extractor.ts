import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { isLosslessNumber } from 'lossless-json';
import { cleanText } from './clean-text.ts';
import type { Extractor } from './extractor.ts';
import { renderJson } from './json-text.ts';
import { parseJson } from './parse-json.ts';
import { MAX_RENDERED_CHARACTERS, RenderedRecords } from './rendered-records.ts';

/** Keys in the properties at most. */
const MAX_KEYS_NAMED = 100;

/** Newline-delimited JSON: one record a line; every line is checked, and as many as fit are rendered. */
export const ndjsonExtractor: Extractor = {
  name: 'ndjson',
  extract: async ({ path }) => {
    const keys = new Set<string>();
    const rendered = new RenderedRecords();
    let records = 0;
    let complete = 0;
    for await (const { text, line } of readLines(path)) {
      const value = parseJson(text, line);
      records += 1;
      addKeys(keys, value);
      if (renderJson(value, rendered, `record ${records}`)) complete += 1;
    }
    const unavailable = [
      `text of records ${complete + 1} to ${records}: the text ends at ${MAX_RENDERED_CHARACTERS} characters`,
    ];
    return {
      title: null,
      properties: { records, keys: [...keys], ...(complete < records && { unavailable }) },
      parts: rendered.parts(),
    };
  },
};

/** The lines that hold something, with their numbers. */
async function* readLines(path: string): AsyncGenerator<{ text: string; line: number }> {
  const lines = createInterface({
    input: createReadStream(path, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  let line = 0;
  for await (const written of lines) {
    line += 1;
    const text = cleanText(written);
    if (text.trim() !== '') yield { text, line };
  }
}

function addKeys(keys: Set<string>, value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value) || isLosslessNumber(value)) return;
  for (const key of Object.keys(value)) if (keys.size < MAX_KEYS_NAMED) keys.add(key);
}
