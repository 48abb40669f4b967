import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { openWorkerStore, type WorkerStore } from '../store/worker-store.ts';
import { until } from '../testing/test-worker.ts';
import { JobRunner } from './job-runner.ts';

const MEBIBYTE = 1024 * 1024;

let folder: string;
let store: WorkerStore;
let runner: JobRunner;
/** Files in the order in which their jobs began, and how to end each. */
let begun: string[];
let ends: Map<string, () => void>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobs-'));
  store = await openWorkerStore(join(folder, 'worker.db'));
  begun = [];
  ends = new Map();
  runner = new JobRunner({
    store,
    concurrency: 2,
    logger: pino({ level: 'silent' }),
    now: () => 0,
    work: ({ fileHash }) =>
      new Promise((resolve) => {
        begun.push(fileHash);
        ends.set(fileHash, resolve);
      }),
  });
});

afterEach(async () => {
  for (const end of ends.values()) end();
  await runner.close();
  await store.close();
  await rm(folder, { recursive: true });
});

async function queue(hash: string, sizeBytes: number): Promise<void> {
  const file = { hash, name: hash, mediaType: 'text/plain', sizeBytes, metadata: null };
  await store.files.insert({ ...file, modality: 'TEXT' }, 0);
  await store.jobs.open(hash, 0);
}

const untilBegun = (hash: string) => until(() => (begun.includes(hash) ? true : undefined));

describe('JobRunner', () => {
  it('keeps one place for small files while big ones run', async () => {
    await queue('big-1', 50 * MEBIBYTE);
    await queue('big-2', 50 * MEBIBYTE);
    await queue('small-1', 1000);
    await queue('small-2', 1000);

    await runner.start(Promise.resolve());
    await untilBegun('small-1');
    ends.get('small-1')?.();
    await untilBegun('small-2');

    expect(begun).toEqual(['big-1', 'small-1', 'small-2']);
  });

  it('has nothing to wait for while only big files wait for their place', async () => {
    await queue('big-1', 50 * MEBIBYTE);
    await queue('big-2', 50 * MEBIBYTE);

    await runner.start(Promise.resolve());
    await untilBegun('big-1');

    expect(await store.jobs.nextAttemptAt({ withBackground: true })).toBe(0);
    expect(await store.jobs.nextAttemptAt({ withBackground: true, mostBytes: MEBIBYTE })).toBe(
      undefined,
    );
  });

  it('takes up the next big file when the one before has ended, though small ones wait', async () => {
    await queue('big-1', 50 * MEBIBYTE);
    await queue('big-2', 50 * MEBIBYTE);
    for (let number = 1; number <= 3; number++) await queue(`small-${number}`, 1000);

    await runner.start(Promise.resolve());
    await untilBegun('small-1');
    ends.get('big-1')?.();
    await untilBegun('big-2');

    expect(begun).toEqual(['big-1', 'small-1', 'big-2']);
  });

  it('runs no more than so many jobs at a time, oldest first', async () => {
    const hashes = Array.from({ length: 6 }, (_, at) => `small-${at}`);
    for (const hash of hashes) await queue(hash, 1000);
    const underWay: number[] = [];

    await runner.start(Promise.resolve());
    for (const hash of hashes) {
      await untilBegun(hash);
      underWay.push(ends.size);
      ends.get(hash)?.();
      ends.delete(hash);
    }

    expect(begun).toEqual(hashes);
    expect(Math.max(...underWay)).toBe(2);
  });
});
