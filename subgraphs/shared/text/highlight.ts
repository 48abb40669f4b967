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
  const best = bestRun(matchesAmong(words, matchOf));
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

/** Written as a loop: a page of hits has thousands of words, and nearly none of them match. */
function matchesAmong(
  words: readonly Word[],
  matchOf: (word: string) => string | null | undefined,
): Match[] {
  const matches: Match[] = [];
  for (const word of words) {
    const stem = matchOf(word.text);
    if (stem) matches.push({ ...word, stem });
  }
  return matches;
}

/** The matches of the window that holds the most different stems; of equals the one with more matches, then the first. */
function bestRun(matches: readonly Match[]): readonly Match[] {
  let best = { from: 0, end: 0, score: 0 };
  const stems = new Tally();
  let from = 0;
  for (const [to, match] of matches.entries()) {
    stems.add(match.stem);
    while (from < to && match.end - startOf(matches, from) > WINDOW_LENGTH) {
      stems.remove(matches[from]?.stem ?? '');
      from += 1;
    }
    const score = stems.size * WINDOW_LENGTH + to + 1 - from;
    if (score > best.score) best = { from, end: to + 1, score };
  }
  return matches.slice(best.from, best.end);
}

/** How many different stems are in a window that moves. */
class Tally {
  readonly #counts = new Map<string, number>();

  get size(): number {
    return this.#counts.size;
  }

  add(stem: string): void {
    this.#counts.set(stem, (this.#counts.get(stem) ?? 0) + 1);
  }

  remove(stem: string): void {
    const left = (this.#counts.get(stem) ?? 0) - 1;
    if (left > 0) this.#counts.set(stem, left);
    else this.#counts.delete(stem);
  }
}

const startOf = (matches: readonly Match[], at: number) => matches[at]?.start ?? 0;

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
