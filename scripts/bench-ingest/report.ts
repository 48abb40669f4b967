import type { Spread } from './spread.ts';

/** What the benchmark saw. Times in milliseconds, rates a second, memory in MiB. */
export interface IngestReport {
  readonly files: number;
  readonly acceptedPerSecond: number;
  readonly readyPerSecond: number;
  readonly idle: { readonly healthMs: Spread; readonly loopMs: Spread };
  readonly ingest: {
    readonly healthMs: Spread;
    /** How long the worker's event loop was kept from running. */
    readonly loopMs: Spread;
    readonly probes: number;
    /** Without an answer, or with another than 200. */
    readonly faults: number;
    /** Slower than 50 ms. */
    readonly slowProbes: number;
    /** The same of the event loop that asks: what it adds to what it measures. */
    readonly probeLoopMaxMs: number;
  };
  readonly memoryMiB: Readonly<Record<'before' | 'peak', { worker: number; all: number }>>;
}

/** The report for people. */
export function tableOf(report: IngestReport): string {
  const { idle, ingest, memoryMiB: memory } = report;
  const rows: readonly (readonly string[])[] = [
    ['', 'p50', 'p99', 'max'],
    ['/health, idle, ms', ...cells(idle.healthMs)],
    [`/health, ${report.files} files, ms`, ...cells(ingest.healthMs)],
    ['event loop held up, idle, ms', ...cells(idle.loopMs)],
    [`event loop held up, ${report.files} files, ms`, ...cells(ingest.loopMs)],
  ];
  const lines = rows.map(([name = '', ...values]) =>
    [name.padEnd(38), ...values.map((value) => value.padStart(8))].join(''),
  );
  const facts = [
    `${ingest.probes} probes, ${ingest.slowProbes} slower than 50 ms, ${ingest.faults} without an answer; the probe's own loop was held up for ${ingest.probeLoopMaxMs.toFixed(1)} ms at most`,
    `${report.acceptedPerSecond.toFixed(1)} files/s accepted, ${report.readyPerSecond.toFixed(1)} files/s READY (embedded model)`,
    `memory: worker ${memory.before.worker} → ${memory.peak.worker} MiB, with parsers and model ${memory.before.all} → ${memory.peak.all} MiB`,
  ];
  return `${[...lines, '', ...facts].join('\n')}\n`;
}

function cells({ p50, p99, max }: Spread): string[] {
  return [p50, p99, max].map((value) => value.toFixed(1));
}
