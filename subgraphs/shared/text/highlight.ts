import { type Word, wordsOf } from './words.ts';

/** Length of the passage shown, in UTF-16 units of the original text. */
const WINDOW_LENGTH = 240;

/**
 * The stretch of `text` with the most different words of the query, as HTML: the words inside `<mark>`, everything
 * else escaped, an ellipsis where text was left out. `null` when no word occurs. `words` are those of the text, if they are known.
 */
export function highlight(
  text: string,
  matchOf: (word: string) => string | null | undefined,
  words: readonly Word[] = wordsOf(text),
): string | null {
  const matches = words.flatMap((word) => {
    const stem = matchOf(word.text);
    return stem ? [{ ...word, stem }] : [];
  });
  const best = bestRun(matches);
  const [first, last] = [best.at(0), best.at(-1)];
  if (first === undefined || last === undefined) return null;
  const window = widen(text, first.start, last.end);
  const opening = window.start > 0 ? '…' : '';
  const closing = window.end < text.length ? '…' : '';
  return `${opening}${mark(text, window, best)}${closing}`;
}

interface Match extends Word {
  readonly stem: string;
}

/** The matches of the window that holds the most different stems; of equals the one with more matches, then the first. */
function bestRun(matches: readonly Match[]): readonly Match[] {
  let best: readonly Match[] = [];
  let bestScore = 0;
  let from = 0;
  for (let to = 0; to < matches.length; to += 1) {
    while (endOf(matches, to) - startOf(matches, from) > WINDOW_LENGTH && from < to) from += 1;
    const run = matches.slice(from, to + 1);
    const score = new Set(run.map((match) => match.stem)).size * WINDOW_LENGTH + run.length;
    if (score > bestScore) [best, bestScore] = [run, score];
  }
  return best;
}

const startOf = (matches: readonly Match[], at: number) => matches[at]?.start ?? 0;
const endOf = (matches: readonly Match[], at: number) => matches[at]?.end ?? 0;

/** Room around the matches, given to both sides alike and cut between words. */
function widen(text: string, start: number, end: number): { start: number; end: number } {
  const room = Math.max(0, WINDOW_LENGTH - (end - start));
  const from = Math.max(0, Math.min(start - Math.floor(room / 2), text.length - WINDOW_LENGTH));
  const to = Math.max(end, Math.min(text.length, from + WINDOW_LENGTH));
  return { start: afterSpace(text, from, start), end: beforeSpace(text, to, end) };
}

function afterSpace(text: string, from: number, limit: number): number {
  if (from === 0) return 0;
  const space = text.slice(from - 1, limit).search(/\s\S/);
  return space === -1 ? limit : from + space;
}

function beforeSpace(text: string, to: number, limit: number): number {
  if (to >= text.length) return text.length;
  const kept = text.slice(limit, to + 1).search(/\s\S*$/);
  return kept === -1 ? limit : limit + kept;
}

function mark(text: string, window: { start: number; end: number }, matches: readonly Match[]) {
  let html = '';
  let at = window.start;
  for (const match of matches) {
    html += `${escapeHtml(text.slice(at, match.start))}<mark>${escapeHtml(match.text)}</mark>`;
    at = match.end;
  }
  return html + escapeHtml(text.slice(at, window.end));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
