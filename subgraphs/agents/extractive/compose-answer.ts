import { type QuotablePassage, rankSentences } from './rank-sentences.ts';

const NOTHING_ANSWERS = 'Nothing that was found in the files answers this.';
const SEARCH_FAILED = 'The files could not be searched, so there is nothing to quote; ask again.';

/** Said by an agent that was given no tool to find passages with. */
export const CANNOT_SEARCH =
  'This agent has no way to look into the files: make one with the tool `search`, or configure a chat model.';

/**
 * The answer's text: quotations, each followed by its citation, or plainly that there is none.
 * `passages` is null when no search came through.
 */
export function composeAnswer(
  question: string,
  passages: readonly QuotablePassage[] | null,
): string {
  if (passages === null) return SEARCH_FAILED;
  const quotes = rankSentences(question, passages);
  if (quotes.length === 0) return NOTHING_ANSWERS;
  return quotes.map(({ sentence, citation }) => `"${sentence}" [${citation}]`).join('\n\n');
}
