import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buildServices } from '../build/build-services.ts';
import { installPeers, peerVersions } from '../measuring/install-peers.ts';
import { describeMachine } from '../measuring/machine.ts';
import { BenchStack } from './bench-stack.ts';
import type { BenchCommand, BenchSize } from './command-line.ts';
import { measureLoads } from './load/measure-loads.ts';
import { measureColdSearch } from './measure-cold-search.ts';
import { measureMemory } from './measure-memory.ts';
import { judgeBars } from './report/bars.ts';
import { loadReportOf, type Report } from './report/report.ts';
import { tableOf } from './report/table.ts';

const PEERS = new URL('peers/', import.meta.url);
/** Git-ignored. */
const PEERS_FOLDER = resolve(process.env['DATA_DIR'] ?? '.data', 'bench-gateway-peers');

/** Measures, prints tables or JSON, and ends everything that it started. Rejects when it could not run. */
export async function runBench(command: BenchCommand): Promise<void> {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  await Promise.all([buildServices(), installPeers(PEERS, PEERS_FOLDER, say)]);
  const stack = await BenchStack.open(PEERS_FOLDER);
  const close = () => stack.close();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(name, () => void close().finally(() => process.exit(130)));
  try {
    const report = await measureAll(stack, command, { ...command, say });
    const json = `${JSON.stringify(report, null, 2)}\n`;
    process.stdout.write(command.isJson ? json : tableOf(report));
    if (command.outputFile !== undefined) await writeFile(command.outputFile, json);
  } finally {
    await close();
  }
}

async function measureAll(
  stack: BenchStack,
  { loads: plans, others }: BenchCommand,
  size: BenchSize,
): Promise<Report> {
  const memory = others.includes('memory') ? await measureMemory(stack, size) : null;
  const coldSearch = others.includes('cold-search') ? await measureColdSearch(stack, size) : null;
  const loads = await measureLoads(stack, plans, size);
  return {
    ...describeMachine(),
    rounds: size.rounds,
    isQuick: size.isQuick,
    peers: await peerVersions(PEERS),
    loads: loads.map(loadReportOf),
    memory,
    coldSearch,
    bars: judgeBars({ loads, memory, coldSearch }),
  };
}
