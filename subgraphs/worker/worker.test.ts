import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type PrivateRedis, startPrivateRedis } from '../shared/testing/private-redis.ts';
import { createExtractionPool, type ExtractionPool } from './extraction/extraction-pool.ts';
import { openTestWorker, type TestWorker, until } from './testing/test-worker.ts';

const GUIDE = `# Tides\n\nThe tide turns twice a day.\n\n## Harbour\n\nShips wait for high water.`;
const LONG = Array.from({ length: 400 }, (_, at) => `Sentence number ${at} stands here.`).join(' ');

let redis: PrivateRedis;
let house: TestWorker;
let pool: ExtractionPool;

beforeAll(async () => {
  redis = await startPrivateRedis();
  pool = createExtractionPool({ processes: 1, timeoutMs: 20_000 });
});

beforeEach(async () => {
  house = await openTestWorker(redis, pool);
});

afterEach(() => house.close());

afterAll(() => Promise.all([pool.close(), redis.stop()]));

describe('a new file', () => {
  it('is acknowledged before it is processed, and ends READY with its chunks in store and index', async () => {
    const { file, job } = await house.ingest('tides.md', GUIDE);

    expect(file).toMatchObject({ status: 'QUEUED', mediaType: 'text/markdown', modality: 'TEXT' });
    expect(await house.ended(job.id)).toMatchObject({
      status: 'COMPLETED',
      progress: 1,
      attempts: 1,
    });
    const rows = house.index.live(file.hash);
    expect(rows.map(({ chunk }) => chunk.text)).toEqual([GUIDE]);
    expect(rows.every(({ vector }) => vector?.length === 64)).toBe(true);
    const ready = await house.store.files.find(file.hash);
    expect(ready).toMatchObject({ status: 'READY', properties: { title: 'Tides' } });
  });

  it('is found by its words before its vectors are there', async () => {
    house.embedder.failure = Object.assign(new Error('away'), { code: 'SUBGRAPH_UNAVAILABLE' });

    const { file, job } = await house.ingest('tides.md', GUIDE);

    const [row] = await until(() => {
      const rows = house.index.live(file.hash);
      return rows.length > 0 ? rows : undefined;
    });
    expect(row).toMatchObject({ vector: null });
    house.embedder.failure = undefined;
    await house.ended(job.id);
    expect(house.index.live(file.hash)[0]?.vector).not.toBeNull();
  });

  it('tells every other service before its job is COMPLETED', async () => {
    const { file, job } = await house.ingest('tides.md', GUIDE);

    await house.ended(job.id);

    expect(new Set(house.told)).toEqual(new Set([`file-${file.hash}`, 'search', 'context']));
  });

  it('waits for retrieval as long as it is away', async () => {
    house.index.isAway = true;
    const { file, job } = await house.ingest('tides.md', GUIDE);
    await until(() => house.index.calls.filter((call) => call === 'put')[1]);

    house.index.isAway = false;

    const ended = await house.ended(job.id);
    expect(ended.status).toBe('COMPLETED');
    expect(ended.attempts).toBeGreaterThan(1);
    expect(house.index.live(file.hash)).toHaveLength(1);
  });

  it('never uses its name as a path', async () => {
    const { file, job } = await house.ingest('../../escaped.txt', 'Nothing leaves the folder.');
    await house.ended(job.id);

    expect(file.name).toBe('../../escaped.txt');
    expect(existsSync(join(house.folder, '..', 'escaped.txt'))).toBe(false);
  });
});

describe('the same bytes again', () => {
  it('give the same file and job, and reach neither parser nor model', async () => {
    const first = await house.ingest('tides.md', GUIDE);
    const inFlight = await house.ingest('again.md', GUIDE);
    await house.ended(first.job.id);
    const { length } = house.embedder.embedded;

    const second = await house.ingest('once-more.txt', GUIDE);

    expect(inFlight.job.id).toBe(first.job.id);
    expect(second.job).toMatchObject({ id: first.job.id, status: 'COMPLETED' });
    expect(second.file.name).toBe('tides.md');
    expect(house.embedder.embedded).toHaveLength(length);
    const { kinds } = await house.cache.stats();
    expect(kinds.find(({ kind }) => kind === 'processing')?.loads).toBe(1);
  });

  it('give one file and one job to a hundred senders at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 100 }, (_, at) => house.ingest(`copy-${at}.md`, GUIDE)),
    );

    expect(new Set(all.map(({ job }) => job.id)).size).toBe(1);
    await house.ended(all[0]?.job.id ?? '');
    expect(house.embedder.embedded).toEqual([GUIDE]);
  });

  it('try a FAILED file again', async () => {
    const broken = await house.ingest('broken.pdf', '%PDF-1.7 and then nothing');
    expect(await house.ended(broken.job.id)).toMatchObject({
      status: 'FAILED',
      attempts: 1,
      error: expect.stringContaining('PDF is damaged'),
    });

    const again = await house.ingest('broken.pdf', '%PDF-1.7 and then nothing');

    expect(again.job.id).not.toBe(broken.job.id);
    expect(again.file).toMatchObject({ status: 'QUEUED', error: null });
    await house.ended(again.job.id);
    expect((await house.store.files.find(again.file.hash))?.status).toBe('FAILED');
  });
});

describe('a text that is in two files', () => {
  it('is embedded once', async () => {
    const first = await house.ingest('a.txt', 'One and the same passage.');
    await house.ended(first.job.id);

    const second = await house.ingest('b.txt', 'One and the same passage.\n');
    await house.ended(second.job.id);

    expect(second.file.hash).not.toBe(first.file.hash);
    expect(house.embedder.embedded).toHaveLength(1);
  });
});

describe('deleting a file', () => {
  it('removes record, bytes, rows and cached values, and says so for each service', async () => {
    const { file, job } = await house.ingest('tides.md', GUIDE);
    await house.ended(job.id);

    const deletion = await house.worker.deleteFile(file.hash);

    expect(deletion.deleted).toBe(true);
    expect(deletion.invalidation).toEqual(
      ['WORKER', 'RETRIEVAL', 'AGENTS', 'GATEWAY'].map((service) => ({
        service,
        status: 'DONE',
        removedEntries: expect.any(Number),
        error: null,
      })),
    );
    expect(deletion.invalidation[0]?.removedEntries).toBeGreaterThan(0);
    expect(await house.store.files.find(file.hash)).toBeUndefined();
    expect(house.index.live(file.hash)).toEqual([]);
    const { hash } = file;
    const path = join(house.folder, 'files', hash.slice(0, 2), hash.slice(2, 4), hash);
    expect(existsSync(path)).toBe(false);
  });

  it('answers `deleted: false` for a file that is not there', async () => {
    expect(await house.worker.deleteFile('f'.repeat(64))).toMatchObject({ deleted: false });
  });

  it('stops its job, which brings nothing back', async () => {
    let open = (): void => undefined;
    house.index.gate = new Promise((resolve) => {
      open = resolve;
    });
    const { file, job } = await house.ingest('long.txt', LONG);
    await until(() => (house.index.calls.includes('put') ? true : undefined));

    const deleting = house.worker.deleteFile(file.hash);
    open();
    const deletion = await deleting;

    expect(deletion.invalidation.map(({ status }) => status)).not.toContain('PENDING');
    expect(await house.ended(job.id)).toMatchObject({
      status: 'FAILED',
      error: expect.stringContaining('deleted'),
    });
    expect(house.index.live(file.hash)).toEqual([]);
    expect(await house.store.files.find(file.hash)).toBeUndefined();
  });

  it('is kept for retrieval while that is away, and a new copy waits for it', async () => {
    const { file, job } = await house.ingest('tides.md', GUIDE);
    await house.ended(job.id);
    house.index.isAway = true;

    const deletion = await house.worker.deleteFile(file.hash);
    const again = await house.ingest('tides.md', GUIDE);

    expect(deletion.invalidation[1]).toMatchObject({
      service: 'RETRIEVAL',
      status: 'PENDING',
      error: expect.stringContaining('cannot be reached'),
    });
    house.index.isAway = false;
    expect(await house.ended(again.job.id)).toMatchObject({ status: 'COMPLETED' });
    expect(house.index.live(file.hash)).toHaveLength(1);
  });
});

describe('processing a file again', () => {
  it('keeps the old content until the new one is complete, and doubles nothing', async () => {
    const { file, job } = await house.ingest('long.txt', LONG);
    await house.ended(job.id);
    const before = house.index.live(file.hash).map(({ chunk }) => chunk.id);

    const { job: next } = await house.worker.reprocess(file.hash);

    expect(next.id).not.toBe(job.id);
    expect((await house.store.files.find(file.hash))?.status).toBe('READY');
    expect(await house.ended(next.id)).toMatchObject({ status: 'COMPLETED' });
    expect(
      house.index
        .live(file.hash)
        .map(({ chunk }) => chunk.id)
        .sort(),
    ).toEqual(before.sort());
    const counts = await house.store.chunks.countByFile([file.hash]);
    expect(counts.get(file.hash)).toBe(before.length);
  });

  it('swaps in another generation only when it is whole', async () => {
    const { file, job } = await house.ingest('tides.md', GUIDE);
    await house.ended(job.id);
    await house.store.files.update(file.hash, { generation: 'made-by-another-model' });

    const { job: next } = await house.worker.reprocess(file.hash);
    await house.ended(next.id);

    expect(house.index.live(file.hash)).toHaveLength(1);
    expect((await house.store.files.find(file.hash))?.generation).toMatch(/^[0-9a-f]{16}$/);
  });

  it('refuses a file that is not there', async () => {
    await expect(house.worker.reprocess('0'.repeat(64))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('embedding for a client', () => {
  it('asks the model once for the same text', async () => {
    const [first, twin] = await house.worker.embed(['same words', 'same words']);
    const [again] = await house.worker.embed(['same words']);

    expect(house.embedder.embedded).toEqual(['same words']);
    expect(first?.result.value).toEqual(twin?.result.value);
    expect(first?.result.status).toBe('MISS');
    expect(again?.result.status).toBe('HIT');
    expect(Array.from(again?.result.value ?? [])).toEqual(Array.from(first?.result.value ?? []));
  });

  it.each<[string, string[], string | undefined, string]>([
    ['no text', [], undefined, 'BAD_USER_INPUT'],
    ['an empty text', ['  '], undefined, 'BAD_USER_INPUT'],
    ['257 texts', Array(257).fill('a'), undefined, 'BAD_USER_INPUT'],
    ['8,001 characters', ['a'.repeat(8001)], undefined, 'BAD_USER_INPUT'],
    ['a model of another kind', ['a'], 'tesseract-eng', 'BAD_USER_INPUT'],
    ['an unknown model', ['a'], 'nobody', 'NOT_FOUND'],
  ])('refuses %s', async (_, texts, model, code) => {
    await expect(house.worker.embed(texts, model)).rejects.toMatchObject({ code });
  });
});

describe('while Redis is away', () => {
  it('takes and processes files, and owes its own cache the deletion until Redis is back', async () => {
    await redis.kill('SIGKILL');

    const { file, job } = await house.ingest('tides.md', GUIDE);
    const ended = await house.ended(job.id);
    const deletion = await house.worker.deleteFile(file.hash);
    await redis.restart();

    expect(ended.status).toBe('COMPLETED');
    expect(deletion.invalidation).toMatchObject([
      { service: 'WORKER', status: 'PENDING', error: expect.any(String) },
      { service: 'RETRIEVAL', status: 'DONE' },
      { service: 'AGENTS', status: 'DONE' },
      { service: 'GATEWAY', status: 'DONE' },
    ]);
    await until(async () => {
      const owed = await house.store.outbox.isPending('WORKER', file.hash);
      return owed ? undefined : true;
    });
  });
});
