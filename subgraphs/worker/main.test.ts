import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { builtProgram } from '../shared/service/built-program.ts';
import { type PrivateRedis, startPrivateRedis } from '../shared/testing/private-redis.ts';
import { PlayedRetrieval } from './testing/played-retrieval.ts';
import { until } from './testing/test-worker.ts';

const program = builtProgram('subgraphs/worker/main.ts');
const TEXT = Array.from({ length: 60 }, (_, at) => `Sentence ${at} of the tide tables.`).join(' ');

let redis: PrivateRedis;
let retrieval: PlayedRetrieval;
let retrievalUrl: string;
let folder: string;
let child: ChildProcess;
let url: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'worker-main-'));
  redis = await startPrivateRedis();
  retrieval = new PlayedRetrieval();
  retrievalUrl = await retrieval.listen();
  await start();
}, 60_000);

afterAll(async () => {
  await stop('SIGTERM');
  retrieval.close();
  await redis.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<void> {
  child = spawn(process.execPath, [program], {
    env: {
      PATH: process.env['PATH'],
      WORKER_PORT: '0',
      DATA_DIR: folder,
      REDIS_URL: redis.url(),
      RETRIEVAL_URL: retrievalUrl,
      AGENTS_URL: retrievalUrl,
      GATEWAY_URL: retrievalUrl,
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [message] = await once(child, 'message');
  ({ url } = message as { url: string });
}

async function stop(signal: NodeJS.Signals): Promise<void> {
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

async function query(text: string) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: text }),
  });
  return (await response.json()).data;
}

function jobEnded(id: string) {
  return until(async () => {
    const { job } = await query(`{ job(id: "${id}") { status attempts error file { status } } }`);
    return ['COMPLETED', 'FAILED'].includes(job.status) ? job : undefined;
  });
}

describe('the worker process', () => {
  it('resumes a job after kill -9: nothing lost, nothing doubled, nothing embedded twice', async () => {
    retrieval.isHanging = true;
    const response = await fetch(`${url}/api/v1/files?name=tides.txt`, {
      method: 'POST',
      body: TEXT,
    });
    const { file, job } = (await response.json()) as {
      file: { hash: string };
      job: { id: string };
    };
    await until(() => (retrieval.hangingWrites > 0 ? true : undefined));
    const wordsOnly = retrieval.rows.get(file.hash)?.size;

    await stop('SIGKILL');
    retrieval.isHanging = false;
    await start();

    expect(await jobEnded(job.id)).toEqual({
      status: 'COMPLETED',
      attempts: 2,
      error: null,
      file: { status: 'READY' },
    });
    const rows = [...(retrieval.rows.get(file.hash)?.values() ?? [])];
    expect(rows).toHaveLength(wordsOnly ?? -1);
    // 512 numbers of four bytes each, from the embedded model.
    for (const vector of rows) expect(Buffer.from(vector ?? '', 'base64')).toHaveLength(2048);
    const { cacheStats } = await query('{ cacheStats { worker { kinds { kind loads } } } }');
    expect(cacheStats.worker.kinds).toContainEqual({ kind: 'embedding', loads: 0 });
  }, 60_000);

  it('stops at SIGTERM with code 0 and leaves what it knew', async () => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);

    await start();

    const { files } = await query('{ files { totalCount edges { node { name status } } } }');
    expect(files).toMatchObject({ totalCount: 1, edges: [{ node: { status: 'READY' } }] });
  });
});
