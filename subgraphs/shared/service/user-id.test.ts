import { describe, expect, it } from '@jest/globals';
import { ANONYMOUS, readUserId } from './user-id.ts';

describe('readUserId', () => {
  it.each([
    '7',
    'auth0|5f7c8ec7c33c6c004bbafe82',
    'ada@example.com',
    'urn:user:1',
    'a'.repeat(128),
  ])('takes the id %s as it is', (id) => {
    expect(readUserId(id)).toBe(id);
  });

  it('says that nobody is named when there is no header', () => {
    expect(readUserId(undefined)).toBe(ANONYMOUS);
  });

  it.each([
    ['an empty one', ''],
    ['a blank', 'ada lovelace'],
    ['two headers, which arrive as one', 'ada, bob'],
    ['two headers', ['ada', 'bob']],
    ['a line break', 'ada\n'],
    ['an accent', 'zoé'],
    ['more than 128 characters', 'a'.repeat(129)],
    ['the name of the user whom nobody names', ANONYMOUS],
  ])('refuses %s', (_, header) => {
    expect(() => readUserId(header)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });
});
