import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  type PrivateRedis,
  startPrivateRedis,
} from '../../subgraphs/shared/testing/private-redis.ts';
import { PlayedRetrieval } from '../../subgraphs/worker/testing/played-retrieval.ts';
import type { Spread } from './spread.ts';

const program = fileURLToPath(new URL('../../subgraphs/worker/main.ts', import.meta.url));
const monitor = new URL('./loop-monitor.ts', import.meta.url).href;

/** A worker as `npm start` runs it, with a Redis and a data folder of its own; the search index is played. */
export class WorkerUnderTest {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #close: () => Promise<void>;

  private constructor(child: ChildProcess, url: string, close: () => Promise<void>) {
    this.#child = child;
    this.url = url;
    this.#close = close;
  }

  static async start(): Promise<WorkerUnderTest> {
    const folder = await mkdtemp(join(tmpdir(), 'bench-ingest-'));
    const redis = await startPrivateRedis();
    const retrieval = new PlayedRetrieval();
    const environment = environmentOf(folder, redis, await retrieval.listen());
    const child = spawn(process.execPath, ['--import', 'tsx', '--import', monitor, program], {
      env: environment,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const close = async () => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
      retrieval.close();
      await redis.stop();
      await rm(folder, { recursive: true, force: true });
    };
    const [message] = await once(child, 'message');
    return new WorkerUnderTest(child, message.url, close);
  }

  /** How long its event loop was kept from running since this was asked last, in milliseconds. */
  async loopDelay(): Promise<Spread> {
    const answer = once(this.#child, 'message');
    this.#child.send({ type: 'loop' });
    const [{ p50, p99, max }] = await answer;
    return { p50, p99, max };
  }

  /** Memory of the worker, and of it with its parsers and its model, in MiB. */
  async memory(): Promise<{ worker: number; all: number }> {
    const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,rss=']);
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number));
    const toMiB = (kibibytes: number) => Math.round(kibibytes / 1024);
    const own = rows.filter(([pid]) => pid === this.#child.pid);
    const children = rows.filter(([, parent]) => parent === this.#child.pid);
    const sum = (some: number[][]) => some.reduce((total, [, , rss = 0]) => total + rss, 0);
    return { worker: toMiB(sum(own)), all: toMiB(sum([...own, ...children])) };
  }

  close(): Promise<void> {
    return this.#close();
  }
}

function environmentOf(folder: string, redis: PrivateRedis, retrievalUrl: string) {
  return {
    PATH: process.env['PATH'],
    WORKER_PORT: '0',
    DATA_DIR: folder,
    REDIS_URL: redis.url(),
    RETRIEVAL_URL: retrievalUrl,
    AGENTS_URL: retrievalUrl,
    GATEWAY_URL: retrievalUrl,
    LOG_LEVEL: 'error',
  };
}
