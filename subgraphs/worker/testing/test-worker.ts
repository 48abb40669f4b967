import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { createCache } from '../../shared/cache/cache.ts';
import type { Cache } from '../../shared/cache/types.ts';
import type { ServiceClient } from '../../shared/service/service-client.ts';
import { createWordEmbedder, type WordEmbedder } from '../../shared/testing/word-embedder.ts';
import { openFolderByteStore } from '../bytes/folder-byte-store.ts';
import type { ExtractionPool } from '../extraction/extraction-pool.ts';
import { type MediaAbilities, prepareScratch } from '../extraction/media/media-abilities.ts';
import type { Transcriber } from '../extraction/transcription/transcriber.ts';
import type { JobRecord } from '../job.ts';
import { createModelRegistry } from '../models/model-registry.ts';
import { createModelSources } from '../models/model-sources.ts';
import { openWorkerStore, type WorkerStore } from '../store/worker-store.ts';
import { createWorker, type Worker, type WorkerParts } from '../worker.ts';
import { MemorySearchIndex } from './memory-search-index.ts';

/** A worker with a real store and a real cache; the services around it are played. */
export interface TestWorker {
  readonly worker: Worker;
  /** What it is made of; another worker may be made of it when this one is closed. */
  readonly parts: WorkerParts;
  readonly store: WorkerStore;
  readonly cache: Cache;
  readonly index: MemorySearchIndex;
  readonly folder: string;
  readonly embedder: WordEmbedder;
  /** A test may change what the worker is able to do. */
  readonly media: { transcriber: Transcriber | null };
  /** Tags that other services were told of. */
  readonly told: string[];
  /** Every statement that the store ran since it was emptied. */
  readonly queries: string[];
  ingest(name: string, content: string | Buffer, mediaType?: string): ReturnType<Worker['ingest']>;
  /** The job once it has ended. */
  ended(jobId: string): Promise<JobRecord>;
  close(): Promise<void>;
}

/** The pool is the caller's, because its process takes a second to start. */
export async function openTestWorker(
  redis: { readonly host: string; readonly port: number },
  pool: ExtractionPool,
): Promise<TestWorker> {
  const folder = await mkdtemp(join(tmpdir(), 'worker-'));
  const scratchFolder = await prepareScratch(join(folder, 'scratch'));
  const media: MediaAbilities & TestWorker['media'] = {
    programs: null,
    transcriber: null,
    scratchFolder,
  };
  const queries: string[] = [];
  const told: string[] = [];
  const embedder = createWordEmbedder();
  const store = await openWorkerStore(join(folder, 'worker.db'), recordQueries(queries));
  const cache = createCache({
    redis: { host: redis.host, port: redis.port },
    service: `worker-${folder.slice(-6)}`,
    kinds: {
      model: { ttlSeconds: 60 },
      embedding: { ttlSeconds: 60, encoding: 'float32' },
      processing: { ttlSeconds: 60 },
    },
  });
  const index = new MemorySearchIndex();
  const service = playService(told);
  const parts: WorkerParts = {
    store,
    cache,
    index,
    pool,
    media,
    bytes: await openFolderByteStore(join(folder, 'files'), { maxBytes: 1024 * 1024 }),
    embedder,
    models: createModelRegistry(cache, createModelSources(embedder, undefined)),
    services: { retrieval: service, agents: service, gateway: service },
    concurrency: 2,
    logger: pino({ level: 'silent' }),
    now: Date.now,
    retryMs: 20,
  };
  const worker = createWorker(parts);
  await worker.start();
  return {
    ...{ worker, parts, store, cache, index, folder, embedder, media, told, queries },
    ingest: (name, content, mediaType) =>
      worker.ingest({ name, mediaType }, Readable.from([Buffer.from(content)])),
    ended: (jobId) => jobEnded(store, jobId),
    close: async () => {
      await worker.close();
      await cache.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Asks again and again until the answer is there; another process or timer is at work. */
export async function until<T>(
  ask: () => Promise<T | undefined> | T | undefined,
  deadlineMs = 20_000,
): Promise<T> {
  const deadline = performance.now() + deadlineMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadline) throw new Error(`not there after ${deadlineMs} ms`);
    await wait(10);
  }
}

function jobEnded(store: WorkerStore, jobId: string): Promise<JobRecord> {
  return until(async () => {
    const [job] = await store.jobs.findMany([jobId]);
    return job?.status === 'COMPLETED' || job?.status === 'FAILED' ? job : undefined;
  });
}

function playService(told: string[]): ServiceClient {
  return {
    call: async ({ body }) => {
      const { tags } = body as { tags: string[] };
      told.push(...tags);
      return { removedEntries: 1 };
    },
  };
}

function recordQueries(queries: string[]) {
  const write = (line: string) => void queries.push(JSON.parse(line).sql);
  return pino({ level: 'trace' }, { write });
}
