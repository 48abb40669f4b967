import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countTokens } from '../../shared/text/token-count.ts';
import { createMessages } from '../testing/messages.ts';
import { fitWindow } from './fit-window.ts';

const words = (count: number) => 'lantern '.repeat(count).trim();
const tokensOf = (messages: readonly { readonly text: string }[]) =>
  messages.reduce((sum, { text }) => sum + countTokens(text), 0);

describe('the window of a conversation', () => {
  it('holds everything when everything fits', () => {
    const messages = createMessages(['Where is it?', 'By the harbour.', 'And when?']);

    expect(fitWindow(messages, 500)).toEqual(messages);
  });

  it('holds the newest messages that fit, without a gap', () => {
    const messages = createMessages(Array.from({ length: 10 }, () => words(200)));

    const window = fitWindow(messages, 1000);

    expect(window.map(({ position }) => position)).toEqual([6, 7, 8, 9]);
  });

  it('cuts one message that is too long, says so, and keeps those before it', () => {
    const messages = createMessages(['Where is it?', words(5000), 'And when?']);

    const window = fitWindow(messages, 1000);

    expect(window.map(({ position }) => position)).toEqual([0, 1, 2]);
    expect(window[1]?.text).toMatch(/\[… cut: the first \d+ of 500\d tokens of this message]$/);
    expect(tokensOf(window)).toBeLessThanOrEqual(1000);
  });

  it('keeps the question even when it alone is too long', () => {
    const messages = createMessages(['Where is it?', 'By the harbour.', words(5000)]);

    const window = fitWindow(messages, 500);

    expect(window.at(-1)?.position).toBe(2);
    expect(window.at(-1)?.text).toContain('[… cut:');
  });

  it('never has more tokens than allowed, and always ends with the question', () => {
    const lengths = fc.array(fc.nat({ max: 1500 }), { minLength: 1, maxLength: 12 });

    fc.assert(
      fc.property(lengths, fc.integer({ min: 500, max: 4000 }), (counts, maxTokens) => {
        const messages = createMessages(counts.map(words));
        const window = fitWindow(messages, maxTokens);
        expect(tokensOf(window)).toBeLessThanOrEqual(maxTokens);
        expect(window.map(({ position }) => position)).toEqual(
          messages.slice(-window.length).map(({ position }) => position),
        );
        expect(window.length).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
  });
});
