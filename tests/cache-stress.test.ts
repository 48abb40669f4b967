import { describe, expect, it } from '@jest/globals';
import { DEFAULT_PLAN } from '../scripts/stress-cache/stress-plan.ts';
import { StressRun } from '../scripts/stress-cache/stress-run.ts';

const SECONDS = 10;

describe('the cache engine, while Redis and processes hang, die and forget', () => {
  it(`answers nothing stale and loads nothing twice in ${SECONDS} seconds of chaos`, async () => {
    const run = new StressRun({
      ...DEFAULT_PLAN,
      seconds: SECONDS,
      seed: Date.now() % 1_000_000,
      restMs: 1,
      scenes: ['stampede', 'older server'],
      sceneEverySeconds: 4,
    });
    const { violations, readsChecked, chaos, invalidations } = (await run.play()).figures();
    expect(violations).toEqual([]);
    expect(readsChecked).toBeGreaterThan(1000);
    expect(invalidations.tag.acknowledged).toBeGreaterThan(5);
    expect(Object.keys(chaos).length).toBeGreaterThan(1);
  }, 120_000);
});
