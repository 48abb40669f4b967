import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { LanceMaintenance, type MaintenanceTimer } from './lance-maintenance.ts';
import { SerialQueue } from './serial-queue.ts';

/** A clock that the test moves; tasks run when it says so. */
class Clock implements MaintenanceTimer {
  #now = 0;
  #tasks = new Map<NodeJS.Timeout, { task: () => void; at: number }>();

  readonly now = () => this.#now;
  readonly clear = (timer: NodeJS.Timeout) => void this.#tasks.delete(timer);
  readonly set = (task: () => void, delayMs: number) => {
    const timer = setTimeout(() => undefined, 0);
    this.#tasks.set(timer, { task, at: this.#now + delayMs });
    return timer;
  };

  advance(milliseconds: number): void {
    this.#now += milliseconds;
    for (const [timer, { task, at }] of this.#tasks) {
      if (at > this.#now) continue;
      this.#tasks.delete(timer);
      task();
    }
  }
}

function setUp(optimize: () => Promise<unknown> = async () => undefined) {
  const runs: number[] = [];
  const clock = new Clock();
  const writes = new SerialQueue();
  const table = {
    optimize: () => {
      runs.push(clock.now());
      return optimize();
    },
  };
  const maintenance = new LanceMaintenance(table, writes, pino({ level: 'silent' }), clock);
  return { runs, clock, writes, maintenance };
}

describe('LanceMaintenance', () => {
  it('runs once, some time after the last of many writes', async () => {
    const { runs, clock, writes, maintenance } = setUp();
    for (let write = 0; write < 5; write += 1) {
      maintenance.schedule();
      clock.advance(400);
    }
    expect(runs).toEqual([]);

    clock.advance(100);
    await writes.drained();

    expect(runs).toEqual([2100]);
  });

  it('is not put off for ever by steady writing', async () => {
    const { runs, clock, writes, maintenance } = setUp();

    for (let write = 0; write < 30; write += 1) {
      maintenance.schedule();
      clock.advance(400);
    }
    await writes.drained();

    expect(runs).toHaveLength(1);
  });

  it('waits for the write under way', async () => {
    const { runs, clock, writes, maintenance } = setUp();
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const write = writes.run(() => finished);
    maintenance.schedule();
    clock.advance(500);
    expect(runs).toEqual([]);

    finish();
    await write;
    await writes.drained();

    expect(runs).toEqual([500]);
  });

  it('survives a failure and does nothing once closed', async () => {
    const { runs, clock, writes, maintenance } = setUp(() => Promise.reject(new Error('conflict')));
    await maintenance.run();
    maintenance.close();
    maintenance.schedule();
    clock.advance(60_000);
    await writes.drained();

    expect(runs).toHaveLength(1);
  });
});
