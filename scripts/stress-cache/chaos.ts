import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../measuring/random.ts';
import { ACTS, type ActName, type ScopedAct, type Stage } from './chaos-acts.ts';

const LONGEST_ACT_MS = 30_000;

/** An act as it was: ms since the epoch, `endedAt` undefined while it goes on. */
export interface PlayedAct {
  readonly name: ActName;
  readonly beganAt: number;
  endedAt: number | undefined;
  outcome: string;
}

/** Acts that began before this many ms are forgotten once they ended: what happened then explains nothing now. */
const EXPLAINS_MS = 5000;

/** Lets things go wrong, one after the other and over one another, until it is told to stop. */
export class Chaos {
  readonly counts = new Map<ActName, number>();
  readonly #stage: Stage;
  readonly #random: Random;
  readonly #weights: Readonly<Partial<Record<ActName, number>>>;
  readonly #everySeconds: readonly [number, number];
  readonly #onPlayed: (act: PlayedAct) => void;
  readonly #busy = new Set<string>();
  readonly #running = new Set<Promise<void>>();
  #recent: PlayedAct[] = [];
  #isCalm = false;

  constructor(
    stage: Stage,
    options: {
      weights: Readonly<Partial<Record<ActName, number>>>;
      everySeconds: readonly [number, number];
      /** Told of every act when it is over. */
      onPlayed: (act: PlayedAct) => void;
    },
  ) {
    this.#stage = stage;
    this.#random = stage.random;
    this.#weights = options.weights;
    this.#everySeconds = options.everySeconds;
    this.#onPlayed = options.onPlayed;
  }

  /** Resolves soon after the signal, when every act is over. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await delay(this.#random.between(...this.#everySeconds) * 1000, undefined, { signal }).catch(
        () => undefined,
      );
      const name = this.#random.weighted(this.#weights);
      if (name !== undefined && !this.#isCalm && !signal.aborted) this.#begin(name);
    }
    await this.calm();
  }

  /** No act begins until `resume`; resolves when those that go on are over. */
  async calm(): Promise<void> {
    this.#isCalm = true;
    await Promise.all(this.#running);
  }

  resume(): void {
    this.#isCalm = false;
  }

  /** What went wrong lately, for a report. */
  recent(): readonly PlayedAct[] {
    this.#forgetOld();
    return this.#recent.map((act) => ({ ...act }));
  }

  #forgetOld(): void {
    const since = Date.now() - EXPLAINS_MS;
    this.#recent = this.#recent.filter(({ endedAt }) => endedAt === undefined || endedAt > since);
  }

  #begin(name: ActName): void {
    const act: ScopedAct = ACTS[name];
    const process = this.#random.below(this.#stage.fleet.size);
    const scope = act.scope === 'process' ? `process ${process}` : act.scope;
    if (this.#busy.has(scope)) return;
    if (scope !== 'none') this.#busy.add(scope);
    const running = this.#play(name, () => act.run(this.#stage, process)).finally(() => {
      this.#busy.delete(scope);
      this.#running.delete(running);
    });
    this.#running.add(running);
  }

  async #play(name: ActName, run: () => Promise<string>): Promise<void> {
    const played: PlayedAct = { name, beganAt: Date.now(), endedAt: undefined, outcome: '' };
    this.#forgetOld();
    this.#recent.push(played);
    try {
      played.outcome = await Promise.race([run(), tooLong()]);
      this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    } catch (error) {
      // An act may find its victim away: another one was there first.
      played.outcome = `failed: ${String(error)}`;
    }
    played.endedAt = Date.now();
    this.#onPlayed(played);
  }
}

/** An act that does not end would keep the rest of the run calm. */
async function tooLong(): Promise<never> {
  await delay(LONGEST_ACT_MS, undefined, { ref: false });
  throw new Error(`not over after ${LONGEST_ACT_MS} ms`);
}
