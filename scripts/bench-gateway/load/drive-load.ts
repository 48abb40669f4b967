import { summariseLatencies } from '../../measuring/measure.ts';
import { cpuMilliseconds } from '../processes/cpu-time.ts';
import { Connection } from './connection.ts';
import type { Pages } from './pages.ts';

/** How a contender served one load. */
export type LoadFigures = {
  /** Milliseconds of processor, of all threads and processes of the contender, per answer. */
  readonly cpuMs: number;
  /** Answers per second. */
  readonly perSecond: number;
  /** Milliseconds from the request to the last byte of its answer. */
  readonly p50: number;
  readonly p99: number;
  /** The part of its one core that the contender used: well below 1 it was not what limited the rate. */
  readonly busy: number;
};

export interface Load {
  readonly port: number;
  /** Of the contender. */
  readonly pid: number;
  readonly pages: Pages;
  readonly connections: number;
  readonly milliseconds: number;
  /** Of every right answer's body, in bytes. */
  readonly answerLength: number;
}

/**
 * Asks on every connection again as soon as the answer has come. Rejects at the first answer of another status or length: the rate
 * of wrong answers is no figure.
 */
export async function driveLoad(load: Load): Promise<LoadFigures> {
  const connections = await Promise.all(
    Array.from({ length: load.connections }, () => Connection.open(load.port)),
  );
  try {
    const took: number[] = [];
    const cpuBefore = cpuMilliseconds(load.pid);
    const began = performance.now();
    const end = began + load.milliseconds;
    await Promise.all(connections.map((connection) => askUntil(end, connection, load, took)));
    const elapsed = performance.now() - began;
    const cpu = cpuMilliseconds(load.pid) - cpuBefore;
    const { p50, p99 } = summariseLatencies(took);
    const perSecond = (took.length / elapsed) * 1000;
    return { cpuMs: cpu / took.length, perSecond, p50, p99, busy: cpu / elapsed };
  } finally {
    for (const connection of connections) connection.close();
  }
}

async function askUntil(
  end: number,
  connection: Connection,
  { pages, answerLength }: Load,
  took: number[],
): Promise<void> {
  for (let began = performance.now(); began < end; ) {
    const { status, body } = await connection.ask(pages.next());
    if (status !== 200 || body.length !== answerLength)
      throw new Error(`a wrong answer under load: ${status} ${body.toString('utf8', 0, 500)}`);
    const now = performance.now();
    took.push(now - began);
    began = now;
  }
}
