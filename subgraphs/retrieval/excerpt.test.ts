import { describe, expect, it } from '@jest/globals';
import { longestExcerpt } from './excerpt.ts';

const upTo = (length: number) => (text: string) => text.length <= length;

describe('longestExcerpt', () => {
  it('ends after a sentence when that keeps at least half', () => {
    expect(longestExcerpt('The tide turns. It turns twice a day.', upTo(25))).toBe(
      'The tide turns.',
    );
  });

  it('ends after a word otherwise', () => {
    expect(longestExcerpt('No. The tide turns twice a day in every harbour.', upTo(25))).toBe(
      'No. The tide turns twice',
    );
  });

  it('cuts texts without blanks between their words', () => {
    const text = '漢字仮名交じり文を書く';

    const excerpt = longestExcerpt(text, upTo(6));

    expect(excerpt).not.toBe('');
    expect(text.startsWith(excerpt)).toBe(true);
  });

  it('is empty when nothing fits', () => {
    expect(longestExcerpt('lantern', () => false)).toBe('');
  });
});
