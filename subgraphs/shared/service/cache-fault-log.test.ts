import { beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createCacheFaultLog } from './cache-fault-log.ts';

let lines: Record<string, unknown>[];
let timeMs: number;
let report: (error: unknown, operation: string) => void;

beforeEach(() => {
  lines = [];
  timeMs = 0;
  const logger = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
  report = createCacheFaultLog(logger, () => timeMs);
});

describe('the log of cache faults', () => {
  it('says the same fault once, however often it comes', () => {
    for (let times = 0; times < 50; times += 1) report(new Error('refused'), 'connection');

    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ operation: 'connection', err: { message: 'refused' } });
  });

  it('says another fault at once', () => {
    report(new Error('refused'), 'connection');
    report(new Error('refused'), 'breaker');

    expect(lines).toHaveLength(2);
  });

  it('says after a minute that it lasts, and how often it came', () => {
    report(new Error('refused'), 'connection');
    report(new Error('refused'), 'connection');
    timeMs = 60_000;

    report(new Error('refused'), 'connection');

    expect(lines[1]).toMatchObject({ leftOut: 1 });
  });
});
