import { describe, expect, it } from '@jest/globals';
import { readInvalidateInput } from './invalidate-input.ts';

describe('readInvalidateInput', () => {
  it.each([
    [{ searchPattern: 'redis*' }, { pattern: 'redis*' }],
    [{ fileHash: 'ab' }, { tags: ['file-ab'] }],
    [{ model: 'm' }, { tags: ['model-m'] }],
    [{ sessionId: 's' }, { tags: ['session-s'] }],
    [{ tags: ['a', 'b'] }, { tags: ['a', 'b'] }],
    [{ tags: ['a'], model: null }, { tags: ['a'] }],
  ])('reads %p', (input, selection) => {
    expect(readInvalidateInput(input)).toEqual(selection);
  });

  it.each([
    [{}, /got none/],
    [{ fileHash: 'ab', model: 'm' }, /got fileHash and model/],
    [{ searchPattern: 'a', fileHash: 'b', tags: ['c'] }, /got searchPattern and fileHash and tags/],
    [{ searchPattern: '' }, /`searchPattern` needs 1 to 512 characters/],
    [{ fileHash: ' ' }, /`fileHash` needs/],
    [{ tags: ['a', ''] }, /`tags` needs 1 to 512 characters/],
    [{ tags: [] }, /`tags` needs 1 to 1000 tags/],
    [{ model: 'm'.repeat(513) }, /got 513/],
  ])('refuses %p', (input, message) => {
    expect(() => readInvalidateInput(input)).toThrow(message);
    expect(() => readInvalidateInput(input)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT' }),
    );
  });
});
