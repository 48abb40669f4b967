import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises';
import type { Cache, CacheResult } from '../../subgraphs/shared/cache/types.ts';
import type { Random } from '../measuring/random.ts';
import type { Floors } from './floors.ts';
import type { Gate } from './gate.ts';
import type { Violation } from './messages.ts';
import { type Source, SourceFailure } from './source.ts';
import { type SourceValue, SUBJECTS, type Subject } from './subjects.ts';
import type { Tally } from './tally.ts';

/** Reads between two turns of the event loop: hits are cheap, and heartbeats must be heard. */
const BURST = 64;
/** So many turns long a hot reader stays with its subjects, so that memory is what answers most of the time. */
const HOT_TURNS = 8;
const HOT_SUBJECTS = 4;
const MOST_AT_ONCE = 12;

export interface ReaderOptions {
  readonly cache: Cache;
  readonly source: Source;
  readonly floors: Floors;
  readonly random: Random;
  readonly tally: Tally;
  readonly gate: Gate;
  readonly restMs: number;
  readonly onViolation: (sort: Violation['sort'], detail: Violation['detail']) => void;
}

/** Reads and checks: what an answer must be at least is looked up before the cache is asked. */
export class Reader {
  readonly #options: ReaderOptions;

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  /** Reads the same few subjects again and again, then others, for ever. */
  async runHot(isStopped: () => boolean): Promise<void> {
    const { random } = this.#options;
    for (let subjects: Subject[] = [], round = 0; !isStopped(); round++) {
      if (round % HOT_TURNS === 0) {
        subjects = Array.from({ length: HOT_SUBJECTS }, () => random.pick(SUBJECTS));
      }
      for (let at = 0; at < BURST; at++) await this.#readOne(random.pick(subjects));
      await this.#rest();
    }
  }

  /** Reads one after the other, and every so often many at once, for ever. */
  async runWide(isStopped: () => boolean): Promise<void> {
    const { random } = this.#options;
    while (!isStopped()) {
      if (random.chance(0.3)) await this.#readMany();
      else await this.#readOne(random.pick(SUBJECTS));
      await this.#rest();
    }
  }

  async #rest(): Promise<void> {
    const { gate, restMs } = this.#options;
    await (restMs > 0 ? delay(restMs) : turn());
    await gate.pass();
  }

  async #readOne(subject: Subject): Promise<void> {
    const { cache, source, floors } = this.#options;
    const floor = floors.of(subject.row);
    const began = performance.now();
    try {
      const result = await cache.getOrLoad(subject.request, () => source.load(subject));
      this.#check(subject, result as CacheResult<SourceValue>, { floor, began });
    } catch (error) {
      this.#checkError(error, began);
    }
  }

  async #readMany(): Promise<void> {
    const { cache, source, floors, random } = this.#options;
    const first = random.below(SUBJECTS.length);
    const subjects = SUBJECTS.slice(first, first + 1 + random.below(MOST_AT_ONCE));
    const lowest = subjects.map((subject) => floors.of(subject.row));
    const began = performance.now();
    const subjectOf = new Map(subjects.map((subject) => [subject.request, subject]));
    try {
      const requests = subjects.map((subject) => subject.request);
      const results = await cache.getOrLoadMany<SourceValue>(requests, (missing) =>
        source.loadMany(missing.flatMap((request) => subjectOf.get(request) ?? [])),
      );
      subjects.forEach((subject, at) => {
        this.#check(subject, results[at], { floor: lowest[at] ?? 0, began });
      });
    } catch (error) {
      this.#checkError(error, began);
    }
  }

  #check(
    subject: Subject,
    result: CacheResult<SourceValue> | undefined,
    asked: { readonly floor: number; readonly began: number },
  ): void {
    const { tally, floors, onViolation } = this.#options;
    const { request, kind, row } = subject;
    if (result?.value?.row !== row) {
      onViolation('wrong value', { key: request.key, value: result?.value ?? null });
      return;
    }
    const { value, status, ageSeconds, ttlSeconds } = result;
    tally.addRead(status);
    if (status === 'STALE' || value.version >= asked.floor) return;
    const tookMs = performance.now() - asked.began;
    const said = {
      kind,
      key: request.key,
      tags: result.tags,
      status,
      ageSeconds,
      ttlSeconds,
      tookMs,
    };
    const versions = { version: value.version, demanded: asked.floor, floors: floors.explain(row) };
    onViolation('stale read', { ...said, ...versions });
  }

  #checkError(error: unknown, began: number): void {
    const { tally, onViolation } = this.#options;
    if (error instanceof SourceFailure) tally.addFailedLoad();
    else
      onViolation('unexpected error', { error: String(error), tookMs: performance.now() - began });
  }
}
