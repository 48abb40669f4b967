import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wordsOf } from './words.ts';

const textsOf = (text: string) => wordsOf(text).map((word) => word.text);

describe('the words of a text', () => {
  it.each([
    ["The café's lanterns, 24/7.", ['The', 'café', 's', 'lanterns', '24', '7']],
    ['', []],
    ['… 😀 —', []],
    ['x²𝔘y', ['x²𝔘y']],
    ['東京都の港', ['東京', '都', 'の', '港']],
    ['port: 港', ['port', '港']],
  ])('of %j are its runs of letters, marks and digits', (text, words) => {
    expect(textsOf(text)).toEqual(words);
  });

  it('stand where they say, with nothing but other characters between them', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab Z9_-é\u0301😀𝔘\ud83d\udd00²港のำ') }),
        (text) => {
          let rest = '';
          let at = 0;
          for (const { text: word, start, end } of wordsOf(text)) {
            expect(text.slice(start, end)).toBe(word);
            rest += text.slice(at, start);
            at = end;
          }
          rest += text.slice(at);
          expect(rest).not.toMatch(/[\p{Alphabetic}\p{M}\p{N}]/u);
        },
      ),
    );
  });

  it('leave out those that cannot be wanted', () => {
    const words = wordsOf(
      'a port, a path, 港 and 東京',
      (first, length) => first !== 97 && length < 5,
    );

    expect(words.map(({ text }) => text)).toEqual(['port', 'path', '港', '東京']);
  });
});
