import { describe, expect, it } from '@jest/globals';
import { MUTANTS } from './mutants.ts';
import { mutatedText } from './mutate-engine.ts';

describe('the mutants of the cache engine', () => {
  it.each(MUTANTS)('"$name" still finds the guard that it switches off', (mutant) => {
    expect(() => mutatedText(mutant)).not.toThrow();
  });

  it('refuses one whose guard is not there', () => {
    const [first] = MUTANTS;
    expect(() =>
      mutatedText({ ...(first as (typeof MUTANTS)[number]), find: 'no such line' }),
    ).toThrow('occurs 0 times');
  });

  it('have names of their own', () => {
    expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
  });
});
