import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cutToTokens } from './cut-to-tokens.ts';
import { countTokens } from './token-count.ts';

describe('cutToTokens', () => {
  it('leaves a text that fits as it is', () => {
    expect(cutToTokens('Keys go when a tag is dropped.', 100)).toBe(
      'Keys go when a tag is dropped.',
    );
  });

  it('gives a beginning of whole characters that keeps to the limit, of any text', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.stringMatching(/^(?:東京|👩‍🚀|<\|endoftext\|>|ab |\s)+$/),
    );

    fc.assert(
      fc.property(texts, fc.nat({ max: 20 }), (text, maxTokens) => {
        const cut = cutToTokens(text, maxTokens);
        expect(text.startsWith(cut)).toBe(true);
        expect(countTokens(cut)).toBeLessThanOrEqual(maxTokens);
      }),
      { numRuns: 300 },
    );
  });
});
