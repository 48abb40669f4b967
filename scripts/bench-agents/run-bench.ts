import { writeFile } from 'node:fs/promises';
import { describeMachine } from '../measuring/machine.ts';
import { BenchHouses } from './bench-house.ts';
import type { BenchCommand } from './command-line.ts';
import { measureCommits } from './measure-commits.ts';
import { measureGrowth } from './measure-growth.ts';
import { measureTurns } from './measure-turns.ts';
import { KNOWN_QUESTION } from './passages.ts';
import { type AgentsReport, tableOf } from './report.ts';

/** Measures, prints a table or JSON, and ends everything that it started. Rejects when it could not run. */
export async function runBench(command: BenchCommand): Promise<void> {
  const houses = await BenchHouses.open();
  const close = () => houses.close();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => void close().finally(() => process.exit(130)));
  try {
    const report = await measure(houses, command);
    const json = `${JSON.stringify(report, null, 2)}\n`;
    process.stdout.write(command.isJson ? json : tableOf(report));
    if (command.outputFile !== undefined) await writeFile(command.outputFile, json);
  } finally {
    await close();
  }
}

async function measure(houses: BenchHouses, command: BenchCommand): Promise<AgentsReport> {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const { rounds, isQuick, messagesElsewhere } = command;
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
  return { ...describeMachine(), rounds, isQuick, loads, commits, growth };
}
