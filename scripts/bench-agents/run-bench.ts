import { writeFile } from 'node:fs/promises';
import { describeMachine } from '../measuring/machine.ts';
import { BenchHouses } from './bench-house.ts';
import type { BenchCommand, BenchPart } from './command-line.ts';
import { measureCommits } from './measure-commits.ts';
import { measureGrowth } from './measure-growth.ts';
import { measureTurns } from './measure-turns.ts';
import { measureSizes } from './memory/measure-sizes.ts';
import { tableOf as memoryTableOf } from './memory/table.ts';
import { KNOWN_QUESTION } from './passages.ts';
import { type TurnsReport, tableOf } from './report.ts';

/** Measures, prints tables or JSON, and ends everything that it started. Rejects when it could not run. */
export async function runBench(command: BenchCommand): Promise<void> {
  const wants = (part: BenchPart) => command.parts.includes(part);
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const turns = wants('turns') ? await measureHouses(command, say) : null;
  const memory = wants('memory') ? await measureSizes(command.sizes, say) : null;
  const { rounds, isQuick, isJson, outputFile } = command;
  const report = { ...describeMachine(), rounds, isQuick, turns, memory };
  const json = `${JSON.stringify(report, null, 2)}\n`;
  const tables = [turns && tableOf(turns), memory && memoryTableOf(memory)];
  process.stdout.write(isJson ? json : tables.filter((table) => table !== null).join('\n'));
  if (outputFile !== undefined) await writeFile(outputFile, json);
}

async function measureHouses(
  command: BenchCommand,
  say: (line: string) => void,
): Promise<TurnsReport> {
  const houses = await BenchHouses.open();
  const close = () => houses.close();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => void close().finally(() => process.exit(130)));
  try {
    return await measure(houses, command, say);
  } finally {
    await close();
  }
}

async function measure(
  houses: BenchHouses,
  { rounds, messagesElsewhere }: BenchCommand,
  say: (line: string) => void,
): Promise<TurnsReport> {
  const small = await houses.startHouse('small');
  // What is asked as the known question is in the cache from here on.
  await small.service.ask(await small.service.startSession(), KNOWN_QUESTION, 'MISS');
  say('turns …');
  const loads = await measureTurns(houses, small, rounds);
  say('commits …');
  const commits = await measureCommits(houses.folder, small);
  say('growth …');
  const large = await houses.startHouse('large');
  const growth = await measureGrowth({ small, large }, messagesElsewhere, rounds);
  return { loads, commits, growth };
}
