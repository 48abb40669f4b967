/** Raised whenever the same text would be cut elsewhere; part of cache keys and chunk ids. */
export const CHUNKER_VERSION = '1';

/** Characters (UTF-16 units) in a chunk at most: about 250 English tokens, half of what the embedded model reads. */
export const MAX_CHUNK_CHARACTERS = 1000;

/** A stretch of a text: `text.slice(start, end)`. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Where a text may be cut, best first; each matches what stands before the cut. */
const breaks: readonly RegExp[] = [
  /\n(?=#{1,6} )/g,
  /\n[ \t]*\n/g,
  /[.!?…。！？]["'”’)\]]*\s/g,
  /\n/g,
  /\s/g,
];

/**
 * Cuts a text into ranges of at most `maxCharacters` that begin and end with something visible, at headings,
 * paragraphs, sentences or words in that order of preference. Chunks do not overlap: context bundles merge
 * neighbours, and a sentence in two chunks would be found, counted and quoted twice.
 */
export function chunkText(text: string, maxCharacters = MAX_CHUNK_CHARACTERS): TextRange[] {
  const ranges: TextRange[] = [];
  const length = text.trimEnd().length;
  let start = skipSpace(text, 0);
  while (start < length) {
    const cut = findCut(text, start, length, maxCharacters);
    const end = start + text.slice(start, cut).trimEnd().length;
    ranges.push({ start, end });
    start = skipSpace(text, cut);
  }
  return ranges;
}

function skipSpace(text: string, from: number): number {
  const space = /\S/g;
  space.lastIndex = from;
  return space.exec(text)?.index ?? text.length;
}

function findCut(text: string, start: number, length: number, maxCharacters: number): number {
  const remaining = length - start;
  if (remaining <= maxCharacters) return length;
  // The last two chunks share what is left, so that no crumb stays at the end.
  const reach = remaining < 2 * maxCharacters ? Math.ceil(remaining * 0.6) : maxCharacters;
  const stretch = text.slice(start, start + Math.min(reach, maxCharacters));
  for (const pattern of breaks) {
    const cut = lastMatchEnd(pattern, stretch);
    if (cut >= stretch.length / 2) return start + cut;
  }
  return start + wholeCharacters(stretch);
}

function lastMatchEnd(pattern: RegExp, stretch: string): number {
  let end = 0;
  for (const match of stretch.matchAll(pattern)) end = match.index + match[0].length;
  return end;
}

/** Never cuts a surrogate pair in two. */
function wholeCharacters(stretch: string): number {
  const last = stretch.charCodeAt(stretch.length - 1);
  const isHalf = last >= 0xd800 && last <= 0xdbff;
  return isHalf && stretch.length > 1 ? stretch.length - 1 : stretch.length;
}
