import { describe, expect, it } from '@jest/globals';
import { DEFAULT_PLAN } from '../scripts/stress-agents/stress-plan.ts';
import { StressRun } from '../scripts/stress-agents/stress-run.ts';

describe('two agents processes and Redis, killed while 200 questions are asked at once', () => {
  it('keep everything that they acknowledged, once and in order, and leave no run under way', async () => {
    const run = new StressRun({
      ...DEFAULT_PLAN,
      seconds: 1,
      seed: Date.now() % 1_000_000,
      faults: { 'kill who answered': 1, 'kill one': 1, 'kill Redis': 1, 'flush Redis': 1 },
      modelMs: 20,
    });

    const { violations, asks, acknowledgedAnswers, lostAnswers, faults, reads } = (
      await run.play()
    ).figures();

    expect(violations).toEqual([]);
    expect(asks).toBe(200);
    expect(acknowledgedAnswers).toBeGreaterThan(50);
    expect(lostAnswers).toBeGreaterThan(0);
    expect(faults['kill who answered']).toBe(1);
    expect(reads).toBeGreaterThan(0);
  }, 120_000);
});
