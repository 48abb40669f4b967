import { setTimeout as delay } from 'node:timers/promises';
import type { withTags } from '../../subgraphs/shared/cache/cache.ts';
import type { Tagged } from '../../subgraphs/shared/cache/types.ts';
import type { Random } from '../measuring/random.ts';
import type { Register } from './register.ts';
import type { SourceValue, Subject } from './subjects.ts';
import type { Tally } from './tally.ts';

const SLOW_LOAD_MS = 300;
const FAILING_LOADS = 0.15;
const FILLERS = [0, 20, 200, 1500, 12_000].map((length) => 'filler '.repeat(length / 7));

/** The load of a graced kind that was meant to fail. */
export class SourceFailure extends Error {}

/** The source of truth. A load reads the version first and then takes its time, so that what it brings may be old. */
export class Source {
  readonly #register: Register;
  readonly #process: number;
  readonly #random: Random;
  readonly #tally: Tally;
  readonly #slowLoads: number;
  readonly #withTags: typeof withTags;

  constructor(options: {
    register: Register;
    process: number;
    random: Random;
    tally: Tally;
    slowLoads: number;
    /** Of the engine that is tried: it knows its own tagged values only. */
    withTags: typeof withTags;
  }) {
    this.#register = options.register;
    this.#process = options.process;
    this.#random = options.random;
    this.#tally = options.tally;
    this.#slowLoads = options.slowLoads;
    this.#withTags = options.withTags;
  }

  async load(subject: Subject): Promise<Tagged<SourceValue>> {
    const value = this.#readVersion(subject.row);
    await this.#takeTime();
    return this.#answer(subject, value);
  }

  /** The same for many at once; they fail together. */
  async loadMany(subjects: readonly Subject[]): Promise<readonly Tagged<SourceValue>[]> {
    const values = subjects.map((subject) => this.#readVersion(subject.row));
    await this.#takeTime();
    return subjects.map((subject, at) => this.#answer(subject, values[at] ?? 0));
  }

  /** For scenes: counted, and as slow as they say. */
  async loadScene(row: number, loadMs: number): Promise<SourceValue> {
    this.#register.countLoad(row, this.#process);
    const version = this.#readVersion(row);
    await delay(loadMs);
    return { row, version, filler: '' };
  }

  #readVersion(row: number): number {
    this.#tally.addLoad();
    return this.#register.version(row);
  }

  async #takeTime(): Promise<void> {
    if (this.#random.chance(this.#slowLoads)) await delay(SLOW_LOAD_MS);
    else if (this.#random.chance(0.6)) await delay(this.#random.between(1, 30));
  }

  #answer(subject: Subject, version: number): Tagged<SourceValue> {
    if (subject.kind === 'graced' && this.#random.chance(FAILING_LOADS)) {
      throw new SourceFailure('the source is away');
    }
    const value = { row: subject.row, version, filler: this.#random.pick(FILLERS) };
    const tags = subject.files.map((file) => `file-${file}`);
    return this.#withTags(value, tags);
  }
}
