import { describe, expect, it } from '@jest/globals';
import { countResults, summarise } from './count-results.ts';

const green = {
  numPassedTests: 12,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

describe('the closing line', () => {
  it('says how many passed and failed', () => {
    expect(summarise(green).text).toBe('12 passed, 0 failed');
  });

  it('mentions skipped tests only when there are any', () => {
    expect(summarise({ ...green, numPendingTests: 2, numTodoTests: 1 }).text).toBe(
      '12 passed, 0 failed, 3 skipped',
    );
  });

  it('counts a file that could not be run as a failure', () => {
    expect(summarise({ ...green, numRuntimeErrorTestSuites: 1 }).failed).toBe(1);
  });

  it('is a failure when the run left no report', async () => {
    expect(await countResults('/does/not/exist.json')).toEqual({
      text: '0 passed, 1 failed',
      failed: 1,
    });
  });
});
