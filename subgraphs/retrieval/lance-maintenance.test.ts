import { setImmediate } from 'node:timers/promises';
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

function setUp(optimize: (clock: Clock) => Promise<unknown> = async () => undefined) {
  const runs: number[] = [];
  const builds: string[] = [];
  const clock = new Clock();
  const writes = new SerialQueue();
  const table = {
    optimize: () => {
      runs.push(clock.now());
      return optimize(clock);
    },
  };
  const maintenance = new LanceMaintenance({
    table,
    writes,
    logger: pino({ level: 'silent' }),
    buildIndexes: async (atRest) => {
      builds.push(atRest ? 'at rest' : 'in passing');
      return atRest;
    },
    warm: async () => undefined,
    timer: clock,
  });
  return { runs, builds, clock, writes, maintenance };
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
    const write = maintenance.write(() => finished);
    clock.advance(9000);
    expect(runs).toEqual([]);

    finish();
    await write;
    clock.advance(500);
    await writes.drained();

    expect(runs).toEqual([9500]);
  });

  it('is not due again because a write waited for it', async () => {
    let finish: () => void = () => undefined;
    const tidied = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { runs, clock, maintenance } = setUp(() => tidied);
    const run = maintenance.run();
    const waiting = maintenance.write(async () => undefined);
    clock.advance(2000);

    finish();
    await Promise.all([run, waiting]);
    const next = maintenance.write(async () => undefined);
    clock.advance(0);
    await next;

    expect(runs).toHaveLength(1);
  });

  it('rests nine times as long as it took', async () => {
    const { runs, clock, writes, maintenance } = setUp(async (moved) => moved.advance(4000));
    await maintenance.run();

    maintenance.schedule();
    clock.advance(35_999);
    await writes.drained();
    expect(runs).toHaveLength(1);

    clock.advance(1);
    await writes.drained();
    expect(runs).toEqual([0, 40_000]);
  });

  it('builds the best indexes once, after a minute without writes', async () => {
    const { builds, clock, maintenance } = setUp();
    await maintenance.run();
    clock.advance(59_999);
    await maintenance.write(async () => undefined);
    clock.advance(59_999);
    await setImmediate();
    expect(builds).toEqual(['in passing', 'in passing']);

    for (let minute = 0; minute < 10; minute += 1) {
      clock.advance(60_000);
      await setImmediate();
    }

    expect(builds).toEqual(['in passing', 'in passing', 'at rest']);
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
