import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { PrivateRedis } from '../../subgraphs/shared/testing/private-redis.ts';
import type { Random } from '../measuring/random.ts';
import type { AgentsFleet } from './agents-fleet.ts';
import type { Moments } from './moments.ts';
import type { PlannedFault } from './plan-wave.ts';
import type { FaultName } from './stress-plan.ts';

const LONGEST_REDIS_OUTAGE_MS = 800;

/** What faults are done to. */
export interface Stage {
  readonly fleet: AgentsFleet;
  readonly redis: PrivateRedis;
  readonly random: Random;
  readonly hangMs: number;
}

/** `process` is where the moment was; −1 when nobody knows. Resolves when all that was killed is there again. */
type Act = (stage: Stage, process: number) => Promise<void>;

const ACTS: Readonly<Record<FaultName, Act>> = {
  'kill who answered': ({ fleet }, process) => fleet.kill(process),
  'kill one': ({ fleet, random }) => fleet.kill(random.below(fleet.size)),
  'kill all': async ({ fleet }) => {
    await Promise.all(Array.from({ length: fleet.size }, (_, index) => fleet.kill(index)));
  },
  'hang one': ({ fleet, random, hangMs }) => fleet.hang(random.below(fleet.size), wait(hangMs)),
  'kill Redis': async ({ redis, random }) => {
    await redis.kill('SIGKILL');
    await wait(random.between(0, LONGEST_REDIS_OUTAGE_MS));
    await redis.restart();
  },
  'flush Redis': ({ redis }) => flush(redis),
};

/** The faults of one wave: each comes at its moment. */
export class Faults {
  readonly played = new Map<FaultName, number>();
  readonly #stage: Stage;
  readonly #running = new Set<Promise<void>>();
  /** Redis is killed by one at a time. */
  #redisIsFree: Promise<unknown> = Promise.resolve();

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  await(planned: readonly PlannedFault[], moments: Moments): void {
    for (const fault of planned) {
      moments.when(fault.after.moment, fault.after.count, (process) => {
        const running = this.#play(fault, process).finally(() => this.#running.delete(running));
        this.#running.add(running);
      });
    }
  }

  /** Resolves when those that began are over; rejects when one could not be undone. */
  async settle(): Promise<void> {
    await Promise.all(this.#running);
  }

  async #play({ name, delayMs }: PlannedFault, process: number): Promise<void> {
    // At once means at once: not even a turn of the event loop later.
    if (delayMs > 0) await wait(delayMs);
    if (name === 'kill Redis' || name === 'flush Redis') {
      this.#redisIsFree = this.#redisIsFree.then(() => ACTS[name](this.#stage, process));
      await this.#redisIsFree;
    } else await ACTS[name](this.#stage, process);
    this.played.set(name, (this.played.get(name) ?? 0) + 1);
  }
}

/** FLUSHALL, of every service's database. */
export async function flush(redis: PrivateRedis): Promise<void> {
  const client = new Redis({ host: redis.host, port: redis.port, protocol: 2 });
  try {
    await client.flushall();
  } finally {
    client.disconnect();
  }
}
