import { describe, expect, it } from '@jest/globals';
import { toStems } from './stems.ts';

describe('toStems', () => {
  it.each([
    ['remove removes removed removing'],
    ['policy policies'],
    ['run runs running'],
    ['return returns returned'],
    ['conversation conversations'],
    ['evict evicts evicted'],
    ['box boxes'],
    ['configure configured configures'],
  ])('makes one stem of %s', (words) => {
    expect(new Set(toStems(words)).size).toBe(1);
  });

  it.each([['policy police'], ['general generate'], ['allkeys volatile']])(
    'keeps %s apart',
    (words) => {
      expect(new Set(toStems(words)).size).toBe(2);
    },
  );

  it('leaves out words that only ask', () => {
    expect(toStems('Which of these does it have, and how often?')).toEqual([]);
  });

  it('reads case, width and other scripts as they are meant', () => {
    expect(toStems('ＲＥＤＩＳ')).toEqual(toStems('redis'));
    expect(toStems('Überraschung naïve 12')).toEqual(['überraschung', 'naïve', '12']);
  });

  it('finds the words of scripts that put no space between them', () => {
    expect(toStems('東京は日本の首都です')).toEqual(
      expect.arrayContaining(['東京', '日本', '首都']),
    );
  });
});
