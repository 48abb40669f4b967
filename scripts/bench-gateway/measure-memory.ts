import { setTimeout as delay } from 'node:timers/promises';
import { median } from '../measuring/measure.ts';
import type { BenchStack } from './bench-stack.ts';
import type { BenchSize } from './command-line.ts';
import type { Contender } from './contenders/contender.ts';
import { ours } from './contenders/ours.ts';
import { apollo } from './contenders/peers.ts';
import { residentBytes } from './processes/cpu-time.ts';

/** Long enough for the collections that V8 makes when nothing happens. */
const REST_MS = 10_000;
const QUICK_REST_MS = 100;

/** Bytes of resident memory of a process that answered one query and then had nothing to do; of all processes below it too. */
export interface MemoryFigures {
  readonly ours: number;
  readonly apollo: number;
  readonly ratio: number;
}

/** Medians of as many processes as there are rounds. */
export async function measureMemory(stack: BenchStack, size: BenchSize): Promise<MemoryFigures> {
  const ourBytes: number[] = [];
  const apolloBytes: number[] = [];
  for (let round = 0; round < size.rounds; round += 1) {
    size.say(`memory, round ${round + 1} of ${size.rounds} …`);
    const [ourMemory, apolloMemory] = await restingBytes(stack, [ours, apollo], size);
    ourBytes.push(ourMemory ?? Number.NaN);
    apolloBytes.push(apolloMemory ?? Number.NaN);
  }
  const ratios = ourBytes.map((bytes, at) => bytes / (apolloBytes[at] ?? Number.NaN));
  return { ours: median(ourBytes), apollo: median(apolloBytes), ratio: median(ratios) };
}

async function restingBytes(
  stack: BenchStack,
  contenders: readonly Contender[],
  { isQuick }: BenchSize,
): Promise<readonly number[]> {
  const processes = await Promise.all(contenders.map((contender) => stack.start(contender)));
  await delay(isQuick ? QUICK_REST_MS : REST_MS);
  const bytes = processes.map(({ pid }) => residentBytes(pid));
  for (const process of processes) await stack.stop(process);
  return bytes;
}
