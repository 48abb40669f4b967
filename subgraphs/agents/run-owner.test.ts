import { describe, expect, it } from '@jest/globals';
import { describeThisProcess, isGone } from './run-owner.ts';

const self = describeThisProcess();
const [host] = self.split('/');

describe('isGone', () => {
  it('never says so of this process', () => {
    expect(isGone(self, self)).toBe(false);
  });

  it('says so of an earlier process with the same number, as containers give it', () => {
    expect(isGone(`${host}/${process.pid}/1`, self)).toBe(true);
  });

  it('says so of a number that no process has', () => {
    expect(isGone(`${host}/999999999/1`, self)).toBe(true);
  });

  it('does not judge a process that runs, nor one of another host', () => {
    expect(isGone(`${host}/${process.ppid}/1`, self)).toBe(false);
    expect(isGone('elsewhere/999999999/1', self)).toBe(false);
  });
});
