import { writeFile } from 'node:fs/promises';
import { installPeers, peerVersions } from '../measuring/install-peers.ts';
import { describeMachine } from '../measuring/machine.ts';
import { Bench, withRedis } from './bench.ts';
import type { BenchCommand } from './command-line.ts';
import { PEERS_FOLDER } from './peers/import-peer.ts';
import { type Report, reportOf, type ScenarioReport } from './report/report.ts';
import { tableOf } from './report/table.ts';

const PEERS = new URL('peers/', import.meta.url);

/**
 * Runs the scenarios that were asked for, one after the other. A table is printed as each is done; JSON at the end. Ends everything
 * that it started, and when a signal comes the process too. Rejects when it could not run.
 */
export async function runBench(command: BenchCommand): Promise<void> {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const bench = new Bench({ rounds: command.rounds, isQuick: command.isQuick, say });
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(name, () => void bench.close().finally(() => process.exit(130)));
  }
  try {
    await installPeers(PEERS, PEERS_FOLDER, say);
    const report = await measureAll(bench, command);
    const json = `${JSON.stringify(report, null, 2)}\n`;
    if (command.isJson) process.stdout.write(json);
    if (command.outputFile !== undefined) await writeFile(command.outputFile, json);
  } finally {
    await bench.close();
  }
}

async function measureAll(bench: Bench, command: BenchCommand): Promise<Report> {
  const done: ScenarioReport[] = [];
  for (const scenario of command.scenarios) {
    bench.say(`${scenario.name} …`);
    const began = performance.now();
    const figures = await scenario.run(bench);
    const report = reportOf(scenario, figures, (performance.now() - began) / 1000);
    if (!command.isJson) process.stdout.write(tableOf(report));
    done.push(report);
  }
  const { port } = await bench.emptyRedis();
  const info = await withRedis(port, (redis) => redis.info('server'));
  return {
    ...describeMachine(),
    redis: /redis_version:(\S+)/.exec(info)?.[1] ?? 'unknown',
    rounds: command.rounds,
    isQuick: command.isQuick,
    peers: await peerVersions(PEERS),
    scenarios: done,
  };
}
