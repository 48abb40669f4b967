import { describe, expect, it } from '@jest/globals';
import { LoopBudget } from './loop-budget.ts';

const limits = { maxSteps: 4, maxTokens: 100, maxOutputTokens: 10 };
const budget = new LoopBudget(limits);

function step(totalTokens: number | undefined, text = '') {
  const details = {
    inputTokenDetails: { noCacheTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 },
    outputTokenDetails: { textTokens: 0, reasoningTokens: 0 },
  };
  const usage = { inputTokens: 0, outputTokens: 0, totalTokens, ...details };
  return { usage, request: {}, text };
}

describe('the budget of a question', () => {
  it('keeps the last call for the answer', () => {
    expect(budget.isLastCall([step(1), step(1)])).toBe(false);
    expect(budget.isLastCall([step(1), step(1), step(1)])).toBe(true);
    expect(budget.isSpent([step(1), step(1), step(1)])).toBe(false);
  });

  it('keeps tokens for the answer, as many as the call before took', () => {
    expect(budget.isLastCall([step(40)])).toBe(false);
    expect(budget.isLastCall([step(50)])).toBe(true);
    expect(budget.isSpent([step(50)])).toBe(false);
    expect(budget.isSpent([step(50), step(50)])).toBe(true);
  });

  it('reckons by length what a server does not tell', () => {
    expect(budget.isSpent([step(undefined, 'x'.repeat(390))])).toBe(false);
    expect(budget.isSpent([step(undefined, 'x'.repeat(400))])).toBe(true);
  });
});
