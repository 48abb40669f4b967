import { describe, expect, it } from '@jest/globals';
import { isLater } from './log-position.ts';

const at = (id: string) => ({ id, nonce: 'n' });

describe('isLater', () => {
  it('compares places in the log as numbers, not as text', () => {
    expect(isLater(at('1700000000001-0'), at('1700000000000-7'))).toBe(true);
    expect(isLater(at('1700000000000-10'), at('1700000000000-9'))).toBe(true);
    expect(isLater(at('999-0'), at('1000-0'))).toBe(false);
    expect(isLater(at('1000-0'), at('1000-0'))).toBe(false);
  });
});
