import { type QuotablePassage, rankSentences } from './rank-sentences.ts';
import { toStems } from './stems.ts';

const NOTHING_ANSWERS = 'Nothing that was found in the files answers this.';
const SEARCH_FAILED = 'The files could not be searched, so there is nothing to quote; ask again.';

/** Said by an agent that was given no tool to find passages with. */
export const CANNOT_SEARCH =
  'This agent has no way to look into the files: make one with the tool `search`, or configure a chat model.';

/**
 * The answer's text: quotations, each followed by its citation, or plainly that there is none, with the passage that comes nearest.
 * `passages` is null when no search came through.
 */
export function composeAnswer(
  question: string,
  passages: readonly QuotablePassage[] | null,
): string {
  if (passages === null) return SEARCH_FAILED;
  const quotes = rankSentences(question, passages);
  if (quotes.length === 0) return sayNothingAnswers(question, passages);
  return quotes.map(({ sentence, citation }) => `"${sentence}" [${citation}]`).join('\n\n');
}

/**
 * Whoever asks in other words than the files use is told where to look: the search, which weighs meaning too, put that
 * passage first. Only when it has a word of the question, since a search puts something first for every question.
 */
function sayNothingAnswers(question: string, passages: readonly QuotablePassage[]): string {
  const [nearest] = passages;
  const words = new Set(nearest && toStems(nearest.text));
  if (nearest === undefined || !toStems(question).some((stem) => words.has(stem))) {
    return NOTHING_ANSWERS;
  }
  return `${NOTHING_ANSWERS} Passage [${nearest.citation}] comes nearest.`;
}
