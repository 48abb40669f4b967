import { writeFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { IngestBenchCommand } from './command-line.ts';
import { generateFiles } from './generate-files.ts';
import { HealthProbe } from './health-probe.ts';
import { type IngestTimes, ingestAll } from './ingest-all.ts';
import { type IngestReport, tableOf } from './report.ts';
import { type Spread, spreadOf } from './spread.ts';
import { WorkerUnderTest } from './worker-under-test.ts';

const IDLE_MS = 3_000;
const MEMORY_EVERY_MS = 500;
const NANOSECONDS = 1e6;

/** Measures one ingest, prints a table or JSON, and ends everything that it started. */
export async function runIngestBench(command: IngestBenchCommand): Promise<void> {
  const worker = await WorkerUnderTest.start();
  const close = () => worker.close();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => void close().finally(() => process.exit(130)));
  try {
    const report = await measure(worker, command.files);
    const json = `${JSON.stringify(report, null, 2)}\n`;
    process.stdout.write(command.isJson ? json : tableOf(report));
    if (command.outputFile !== undefined) await writeFile(command.outputFile, json);
  } finally {
    await close();
  }
}

async function measure(worker: WorkerUnderTest, count: number): Promise<IngestReport> {
  const before = await worker.memory();
  const idle = await watch(worker, () => wait(IDLE_MS));
  const files = generateFiles(count);
  const peak = { worker: 0, all: 0 };
  const memory = setInterval(() => {
    worker.memory().then(
      ({ worker: own, all }) => {
        peak.worker = Math.max(peak.worker, own);
        peak.all = Math.max(peak.all, all);
      },
      () => undefined,
    );
  }, MEMORY_EVERY_MS);
  const busy = await watch(worker, () => ingestAll(worker.url, files));
  clearInterval(memory);
  const { acceptedSeconds, readySeconds }: IngestTimes = busy.result;
  return {
    files: count,
    acceptedPerSecond: count / acceptedSeconds,
    readyPerSecond: count / readySeconds,
    idle: { healthMs: idle.healthMs, loopMs: idle.loopMs },
    ingest: busy,
    memoryMiB: { before, peak },
  };
}

/** What the worker's health and event loop were like while something went on. */
async function watch<T>(worker: WorkerUnderTest, work: () => Promise<T>) {
  await worker.loopDelay();
  const own = monitorEventLoopDelay({ resolution: 5 });
  own.enable();
  const probe = new HealthProbe(worker.url);
  const result = await work();
  await probe.stop();
  const { answersMs, faults } = probe;
  const loopMs: Spread = await worker.loopDelay();
  return {
    result,
    healthMs: spreadOf(answersMs),
    loopMs,
    probes: answersMs.length,
    faults,
    slowProbes: answersMs.filter((ms) => ms > 50).length,
    probeLoopMaxMs: Math.max(0, own.max / NANOSECONDS - 5),
  };
}
