import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { searchableText } from './searchable-text.ts';

describe('searchableText', () => {
  it.each([
    ['case and punctuation', 'The ERR_CONN_RESET, again!', 'the err conn reset again'],
    ['accents, however composed', 'Cafe\u0301 Öltanker naïve', 'cafe oltanker naive'],
    [
      'letters of other spellings',
      'Straße Łódź İstanbul smørrebrød',
      'strasse lodz istanbul smorrebrod',
    ],
    ['ligatures and full width', 'ﬁle ＨＡＬＦ ﾊﾝ', 'file half ハ ン ハン'],
    ['Cyrillic and Arabic', 'Ёлка مَنَارة', 'елка منارة'],
    ['marks that are letters', 'ग्रंथ', 'ग्रंथ'],
    ['Chinese and Japanese by characters and pairs', '灯台がv2', 'v2 灯 台 が 灯台 台が'],
    ['Korean words with their pairs', '등대가 밤', '등대가 등대 대가 밤'],
  ])('gives one spelling for %s', (_, text, expected) => {
    expect(searchableText(text)).toBe(expected);
  });

  it('gives the tokens of a part wherever it stands in a text', () => {
    const word = fc.constantFrom('灯台', 'harbour', 'Café', 'маяк', '등대', 'ประภาคาร', '3');

    fc.assert(
      fc.property(fc.array(word), word, fc.array(word), (before, asked, after) => {
        const tokens = searchableText([...before, asked, ...after].join(' ')).split(' ');

        expect(tokens).toEqual(expect.arrayContaining(searchableText(asked).split(' ')));
      }),
    );
  });
});
