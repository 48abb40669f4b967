import type { CacheRequest } from './types.ts';

/** The text as patterns see it: NFKC, lower case, white space collapsed, so that a match does not depend on typing. */
export function normaliseText(text: string): string {
  return foldText(text).trim();
}

/** The same without trimming, for a part of a text. Lower-casing can leave NFKC, hence twice. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFKC').replace(/\s+/gu, ' ');
}

/** What a person would call the text of this request: `text`, else a string key, else the key's `query`. */
export function textOf(request: CacheRequest): string | undefined {
  if (request.text !== undefined) return normaliseText(request.text);
  const { key } = request;
  if (typeof key === 'string') return normaliseText(key);
  if (typeof key !== 'object' || key === null || !('query' in key)) return undefined;
  return typeof key.query === 'string' ? normaliseText(key.query) : undefined;
}
