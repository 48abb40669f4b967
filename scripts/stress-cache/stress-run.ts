import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type PrivateRedis,
  startPrivateRedis,
} from '../../subgraphs/shared/testing/private-redis.ts';
import { Random } from '../measuring/random.ts';
import { Chaos, type PlayedAct } from './chaos.ts';
import { Fleet } from './fleet.ts';
import type { ProcessSettings, Report, Violation } from './messages.ts';
import { Register } from './register.ts';
import { SCENES, type SceneName } from './scenes.ts';
import type { StressPlan } from './stress-plan.ts';
import { StressReport } from './stress-report.ts';
import { FIRST_SCENE_ROW, REGISTER_ROWS } from './subjects.ts';

const REDIS_ARGS = [
  '--maxmemory',
  '64mb',
  '--maxmemory-policy',
  'allkeys-lru',
  '--appendonly',
  'yes',
];
const MEGABYTE = 1024 * 1024;
/** One process has hardly any memory: Redis answers it. */
const MEMORY_BYTES = [16 * MEGABYTE, 24 * 1024, 4 * MEGABYTE];
const SKEWS_MS = [0, -600_000, 600_000];
const DRIFTS_MS_PER_SECOND = [0, 0, 0, 2, -2];
const SETTLE_SECONDS = 20;

/** One run: a private Redis, processes that read, write and check, and what goes wrong meanwhile. */
export class StressRun {
  readonly report = new StressReport();
  readonly #plan: StressPlan;
  readonly #onPlayed: (act: PlayedAct) => void;
  readonly #end = new AbortController();
  readonly #random: Random;
  #starts = 0;
  #nextRow = FIRST_SCENE_ROW;

  constructor(plan: StressPlan, onPlayed: (act: PlayedAct) => void = () => undefined) {
    this.#plan = plan;
    this.#onPlayed = onPlayed;
    this.#random = new Random(plan.seed);
  }

  /** Ends the run before its time. */
  stop(): void {
    this.#end.abort();
  }

  /** Resolves when the time is over and nothing of the run is left. */
  async play(): Promise<StressReport> {
    const folder = mkdtempSync(join(tmpdir(), 'stress-cache-'));
    const redis = await startPrivateRedis({ args: REDIS_ARGS });
    const registerPath = join(folder, 'register');
    const register = Register.create(registerPath, REGISTER_ROWS);
    const settingsOf = (index: number) => this.#settings(index, redis.port, registerPath);
    const fleet = new Fleet(this.#plan.processes, settingsOf, (report) => this.#hear(report));
    try {
      await this.#perform(redis, fleet, register);
    } finally {
      await redis.kill('SIGCONT');
      await fleet.close();
      await redis.stop();
      register.close();
      rmSync(folder, { recursive: true, force: true });
    }
    return this.report;
  }

  async #perform(redis: PrivateRedis, fleet: Fleet, register: Register): Promise<void> {
    for (let row = FIRST_SCENE_ROW; row < REGISTER_ROWS; row++) register.raiseVersion(row);
    await fleet.open();
    const stage = { redis, fleet, random: new Random(this.#plan.seed + 1) };
    const { chaos: weights, actEverySeconds: everySeconds } = this.#plan;
    const chaos = new Chaos(stage, { weights, everySeconds, onPlayed: this.#onPlayed });
    this.report.begin(chaos);
    const timer = setTimeout(() => this.stop(), this.#plan.seconds * 1000);
    const { signal } = this.#end;
    try {
      await Promise.all([chaos.run(signal), this.#playScenes({ ...stage, register }, chaos)]);
    } finally {
      clearTimeout(timer);
      this.report.end();
    }
  }

  async #playScenes(
    stage: { redis: PrivateRedis; fleet: Fleet; random: Random; register: Register },
    chaos: Chaos,
  ): Promise<void> {
    const { scenes, sceneEverySeconds } = this.#plan;
    const { signal } = this.#end;
    for (let at = 0; scenes.length > 0; at++) {
      await delay(sceneEverySeconds * 1000, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const name = scenes[at % scenes.length];
      if (name !== undefined) await this.#playScene(name, stage, chaos);
    }
  }

  /** All is paused, everybody is well again, then the scene; then all goes on. */
  async #playScene(
    name: SceneName,
    stage: { redis: PrivateRedis; fleet: Fleet; random: Random; register: Register },
    chaos: Chaos,
  ): Promise<void> {
    await chaos.calm();
    await stage.fleet.tellAll({ do: 'pause' });
    const isQuiet = await Promise.race([
      stage.fleet.tellAll({ do: 'settle' }).then(() => true),
      delay(SETTLE_SECONDS * 1000, false, { ref: false }),
    ]);
    const outcome = isQuiet
      ? await SCENES[name]({ ...stage, row: this.#nextRow++ })
      : ('disturbed' as const);
    this.report.addScene(name, typeof outcome === 'string' ? outcome : 'violated');
    if (typeof outcome !== 'string') this.#accuse({ ...outcome, at: Date.now(), process: -1 });
    await stage.fleet.tellAll({ do: 'resume' });
    chaos.resume();
  }

  #hear(report: Report): void {
    if ('tally' in report) this.report.add(report.tally);
    else if ('violation' in report) this.#accuse(report.violation);
  }

  #accuse(violation: Violation): void {
    this.report.addViolation(violation);
    if (this.#plan.stopAtFirstViolation) this.stop();
  }

  #settings(index: number, redisPort: number, registerPath: string): ProcessSettings {
    const { processes, seed, engine, invalidations, slowLoads, restMs } = this.#plan;
    this.#starts++;
    return {
      index,
      processes,
      seed: seed * 1000 + this.#starts,
      redisPort,
      registerPath,
      engine,
      memoryMaxBytes: MEMORY_BYTES[index % MEMORY_BYTES.length] ?? MEGABYTE,
      skewMs: SKEWS_MS[index % SKEWS_MS.length] ?? 0,
      driftMsPerSecond: this.#random.pick(DRIFTS_MS_PER_SECOND),
      invalidations,
      slowLoads,
      restMs,
    };
  }
}
