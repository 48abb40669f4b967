import { describe, expect, it } from '@jest/globals';
import { isExplorable } from './is-explorable.ts';

describe('the graph can be explored', () => {
  it.each([
    ['where nothing is said', true, {}],
    ['not in production', false, { NODE_ENV: 'production' }],
    ['not where only known operations are executed', false, { PERSISTED_ONLY: true }],
    [
      'wherever it was asked for',
      true,
      { NODE_ENV: 'production', PERSISTED_ONLY: true, EXPLORE: true },
    ],
    ['nowhere that it was forbidden', false, { EXPLORE: false }],
  ])('%s', (_, expected, config) => {
    expect(
      isExplorable({ EXPLORE: undefined, NODE_ENV: undefined, PERSISTED_ONLY: false, ...config }),
    ).toBe(expected);
  });
});
