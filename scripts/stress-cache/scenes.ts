import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Stage } from './chaos-acts.ts';
import { readConfiguration } from './chaos-acts.ts';
import type { SceneAnswer, Violation } from './messages.ts';
import type { Register } from './register.ts';

/** What a scene is played with: everything is quiet, and its row was never used. */
export interface Scene extends Stage {
  readonly register: Register;
  readonly row: number;
}

/** A violation, `'held'`, or `'disturbed'` when the moment was not as quiet as the scene needs. */
export type SceneOutcome = 'held' | 'disturbed' | Pick<Violation, 'sort' | 'detail'>;

export const SCENES = {
  stampede: playStampede,
  'overtaken holder': playOvertakenHolder,
  'older server': playOlderServer,
} as const satisfies Record<string, (scene: Scene) => Promise<SceneOutcome>>;

export type SceneName = keyof typeof SCENES;

const READERS = 50;

/** Every process is asked fifty times at once for a key that nobody ever had: one of them loads, once. */
async function playStampede({ fleet, register, row, random }: Scene): Promise<SceneOutcome> {
  const loadMs = random.between(20, 250);
  const answers = await fleet.tellAll<SceneAnswer>({ do: 'read', row, times: READERS, loadMs });
  const loads = register.loads(row);
  if (loads === 1) return 'held';
  if (answers.some((answer) => answer === undefined || answer.faults > 0)) return 'disturbed';
  return { sort: 'stampede', detail: { row, loads, loadMs } };
}

/**
 * A process hangs in the middle of its load until its lease is over; another loads a newer version meanwhile. What the first
 * brings when it wakes must not take the newer one's place.
 */
async function playOvertakenHolder({ fleet, register, row, random }: Scene): Promise<SceneOutcome> {
  const holder = random.below(fleet.size);
  const [second = 0, third = 0] = others(holder, fleet.size);
  const first = fleet.tell<SceneAnswer>(holder, { do: 'read', row, times: 1, loadMs: 600 });
  await delay(250);
  fleet.signal(holder, 'SIGSTOP');
  register.raiseVersion(row);
  const newer = await fleet.tell<SceneAnswer>(second, { do: 'read', row, times: 1, loadMs: 50 });
  fleet.signal(holder, 'SIGCONT');
  await first;
  if (newer === undefined || newer.faults > 0 || register.loads(row) !== 2) return 'disturbed';
  const after = await fleet.tell<SceneAnswer>(third, { do: 'read', row, times: 1, loadMs: 0 });
  if (after === undefined || after.versions[0] === register.version(row)) return 'held';
  return { sort: 'overtaken holder', detail: { row, holder, second, third, after } };
}

/** The server comes back from a copy of its files that was made before an invalidation which everybody heard. */
async function playOlderServer({ fleet, redis, register, row }: Scene): Promise<SceneOutcome> {
  await fleet.tellAll({ do: 'read', row, times: 1, loadMs: 0 });
  const folder = await readConfiguration(redis, 'dir');
  const [files, copy] = [join(folder, 'appendonlydir'), join(folder, 'older')];
  cpSync(files, copy, { recursive: true });
  const isAcknowledged = await fleet.tell<boolean>(0, { do: 'invalidate', row });
  await redis.kill('SIGKILL');
  rmSync(files, { recursive: true });
  cpSync(copy, files, { recursive: true });
  rmSync(copy, { recursive: true });
  await redis.restart();
  await fleet.tellAll({ do: 'settle' });
  const answers = await fleet.tellAll<SceneAnswer>({ do: 'read', row, times: 1, loadMs: 0 });
  if (isAcknowledged !== true) return 'disturbed';
  const demanded = register.version(row);
  if (answers.every((answer) => answer === undefined || answer.versions[0] === demanded))
    return 'held';
  return { sort: 'older server', detail: { row, demanded, answers } };
}

function others(index: number, size: number): readonly number[] {
  return Array.from({ length: size - 1 }, (_, at) => (index + 1 + at) % size);
}
