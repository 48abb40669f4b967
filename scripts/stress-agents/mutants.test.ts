import { describe, expect, it } from '@jest/globals';
import { MUTANTS } from './mutants.ts';
import { mutatedText } from './mutate-agents.ts';

describe('the mutants of the agents service', () => {
  it.each(MUTANTS)('"$name" still finds the guard that it switches off', (mutant) => {
    expect(() => mutatedText(mutant)).not.toThrow();
  });

  it('have names of their own', () => {
    expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
  });
});
