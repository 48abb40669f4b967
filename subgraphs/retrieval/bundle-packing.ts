import {
  arrange,
  bundleText,
  type ChosenPassage,
  emptyText,
  type PassageSection,
} from './bundle-text.ts';
import type { ContextFormat } from './context-format.ts';
import { longestExcerpt } from './excerpt.ts';
import { harmless } from './harmless-text.ts';

/** A bundle that keeps its budget: `tokenCount` was counted on `text` as it stands. */
export interface PackedBundle {
  readonly text: string;
  readonly tokenCount: number;
  readonly sections: readonly PassageSection[];
}

export interface PackingOptions {
  readonly tokenBudget: number;
  readonly format: ContextFormat;
  readonly countTokens: (text: string) => number;
}

/** What a number, its brackets and the blank lines around a passage take at most. */
const PASSAGE_OVERHEAD_TOKENS = 8;
const SECTION_OVERHEAD_TOKENS = 6;
const JSON_OVERHEAD_TOKENS = 12;

/**
 * Takes passages, best first, as long as they fit. Their sizes are estimated one by one, then the text is counted as
 * a whole and the last ones are dropped until it fits, because joining texts can change how they are cut into
 * tokens. When not even the best passage fits, as much of its beginning as does.
 */
export function packBundle(
  passages: readonly ChosenPassage[],
  options: PackingOptions,
): PackedBundle {
  const chosen = chooseByEstimate(withoutRepeats(passages), options);
  while (chosen.length > 0) {
    const bundle = build(chosen, options);
    if (bundle.tokenCount <= options.tokenBudget) return bundle;
    chosen.pop();
  }
  const excerpt = excerptOfBest(passages, options);
  const bundle = build(excerpt, options);
  if (bundle.tokenCount <= options.tokenBudget) return bundle;
  const text = emptyText(options.format);
  return { text, tokenCount: options.countTokens(text), sections: [] };
}

function build(chosen: readonly ChosenPassage[], options: PackingOptions): PackedBundle {
  const sections = arrange(chosen);
  const text = bundleText(sections, options.format);
  return { text, tokenCount: options.countTokens(text), sections };
}

/** The first of several passages with the same words, or from the same place: two generations of a chunk are one passage. */
function withoutRepeats(passages: readonly ChosenPassage[]): ChosenPassage[] {
  const seen = new Set<string>();
  return passages.filter(({ fileHash, index, text }) => {
    const names = [`${fileHash} ${index}`, `words ${text.replaceAll(/\s+/g, ' ').trim()}`];
    if (names.some((name) => seen.has(name))) return false;
    for (const name of names) seen.add(name);
    return true;
  });
}

/** A passage that is too long for what is left is passed over: a shorter one may still fit. */
function chooseByEstimate(
  passages: readonly ChosenPassage[],
  options: PackingOptions,
): ChosenPassage[] {
  const files = new Set<string>();
  let left = options.tokenBudget;
  return passages.filter((passage) => {
    if (left <= 0) return false;
    const cost = estimate(passage, files.has(passage.fileHash), options);
    if (cost > left) return false;
    left -= cost;
    files.add(passage.fileHash);
    return true;
  });
}

function estimate(
  { text, title }: ChosenPassage,
  hasSection: boolean,
  { format, countTokens }: PackingOptions,
): number {
  const isJson = format === 'JSON';
  const written = isJson ? JSON.stringify(text) : harmless(text, format);
  const section = hasSection ? 0 : countTokens(title) + SECTION_OVERHEAD_TOKENS;
  const extra = isJson ? JSON_OVERHEAD_TOKENS : 0;
  return countTokens(written) + PASSAGE_OVERHEAD_TOKENS + section + extra;
}

function excerptOfBest(
  passages: readonly ChosenPassage[],
  options: PackingOptions,
): readonly ChosenPassage[] {
  const [best] = passages;
  if (best === undefined) return [];
  const fits = (text: string) =>
    build([{ ...best, text }], options).tokenCount <= options.tokenBudget;
  const text = longestExcerpt(best.text, fits);
  return text === '' ? [] : [{ ...best, text }];
}
