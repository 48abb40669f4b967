import { countTokens } from './token-count.ts';

/** No more characters than this a token are looked at: enough for any text but runs of blanks. */
const LONGEST_TOKEN = 16;

/** The beginning of `text` that has at most so many tokens, in whole characters; all of it when it fits. */
export function cutToTokens(text: string, maxTokens: number): string {
  if (countTokens(text) <= maxTokens) return text;
  let fits = 0;
  let tooLong = Math.min(text.length, maxTokens * LONGEST_TOKEN + 1);
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (countTokens(beginning(text, middle)) <= maxTokens) fits = middle;
    else tooLong = middle;
  }
  return beginning(text, fits);
}

/** Without half of a surrogate pair at its end. */
function beginning(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}
