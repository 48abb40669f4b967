import { describe, expect, it } from '@jest/globals';
import { rewordFault } from './reword-fault.ts';

describe('a fault that graphql-js words', () => {
  it.each([
    [
      'Cannot query field "titel" on type "Hit". Did you mean "title" or "text"?',
      'Cannot query field "titel" on type "Hit".',
    ],
    [
      'Variable "$m" got invalid value "HYBRD"; Value "HYBRD" does not exist in "SearchMode" enum. Did you mean the enum value "HYBRID"?',
      'Variable "$m" got invalid value "HYBRD"; Value "HYBRD" does not exist in "SearchMode" enum.',
    ],
    [
      'Unknown argument "frist" on field "Query.search". Did you mean "first"?',
      'Unknown argument "frist" on field "Query.search".',
    ],
    ['The search has no such file.', 'The search has no such file.'],
  ])('suggests no names: %s', (message, reworded) => {
    expect(rewordFault({ message, extensions: { code: 'X' } })).toEqual({
      message: reworded,
      extensions: { code: 'X' },
    });
  });
});
