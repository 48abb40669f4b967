import { countTokens as count } from 'gpt-tokenizer/encoding/o200k_base';

/** The vocabulary that budgets are counted in; part of the cache key of everything counted. */
export const TOKEN_ENCODING = 'o200k_base';

/** Tokens in `text`, exactly. What looks like a control token (`<|endoftext|>`) is text like any other. */
export function countTokens(text: string): number {
  return count(text, { disallowedSpecial: new Set() });
}
