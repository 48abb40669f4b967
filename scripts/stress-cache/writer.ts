import { setTimeout as delay } from 'node:timers/promises';
import type { Cache } from '../../subgraphs/shared/cache/types.ts';
import type { Random } from '../measuring/random.ts';
import type { Floors } from './floors.ts';
import type { Gate } from './gate.ts';
import type { ProcessSettings, Violation } from './messages.ts';
import type { Register } from './register.ts';
import { isOwner } from './subjects.ts';
import type { Tally } from './tally.ts';
import { pickTarget, type Target } from './targets.ts';

const LONGEST_PAUSE_MS = 60;

export interface WriterOptions {
  readonly cache: Cache;
  readonly settings: ProcessSettings;
  readonly register: Register;
  readonly floors: Floors;
  readonly random: Random;
  readonly tally: Tally;
  readonly gate: Gate;
  readonly onViolation: (sort: Violation['sort'], detail: Violation['detail']) => void;
}

/** Changes the source, then invalidates; only what was acknowledged is demanded of everybody. */
export class Writer {
  readonly #options: WriterOptions;

  constructor(options: WriterOptions) {
    this.#options = options;
  }

  async run(isStopped: () => boolean): Promise<void> {
    const { gate, random, settings } = this.#options;
    while (!isStopped()) {
      await gate.pass();
      const sort = random.weighted(settings.invalidations);
      if (sort !== undefined) await this.#change(pickTarget(sort, random));
      await delay(random.between(0, LONGEST_PAUSE_MS));
    }
  }

  async #change(target: Target): Promise<void> {
    const { settings, register, floors, tally } = this.#options;
    const rows = target.subjects.map((subject) => subject.row);
    for (const row of rows) {
      if (isOwner(row, settings.index, settings.processes)) register.raiseVersion(row);
    }
    const versions = rows.map((row) => register.version(row));
    const began = performance.now();
    const isAcknowledged = await this.#invalidate(target);
    if (isAcknowledged) floors.acknowledge(rows, versions);
    else floors.demandHere(rows, versions);
    tally.addInvalidation({
      sort: target.sort,
      isAcknowledged,
      milliseconds: performance.now() - began,
    });
  }

  async #invalidate({ sort, invalidation }: Target): Promise<boolean> {
    const { cache, onViolation } = this.#options;
    try {
      if (invalidation === undefined) await cache.clear();
      else await cache.invalidate(invalidation);
      return true;
    } catch (error) {
      const isExpected = error instanceof Error && error.name === 'CacheUnavailableError';
      if (!isExpected) onViolation('unexpected error', { sort, error: String(error) });
      return false;
    }
  }
}
