import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pino } from 'pino';
import { createCache } from '../shared/cache/cache.ts';
import type { Cache } from '../shared/cache/types.ts';
import { type PrivateRedis, startPrivateRedis } from '../shared/testing/private-redis.ts';
import { createWordEmbedder } from '../shared/testing/word-embedder.ts';
import { readBundleArguments } from './bundle-arguments.ts';
import { BundleStore } from './bundle-store.ts';
import { ContentVersion } from './content-version.ts';
import { type BundleParts, buildContextBundle } from './context-bundle.ts';
import { LanceChunkIndex } from './lance-chunk-index.ts';
import { PassageFinder } from './passage-finder.ts';
import { QueryEmbedder } from './query-embedder.ts';
import { search } from './search.ts';
import { readSearchArguments } from './search-arguments.ts';
import { openRetrievalStore, type RetrievalDatabase } from './store.ts';
import { anyBundleInput, anySearchInput } from './testing/any-arguments.ts';
import { batchOf, DIMENSIONS } from './testing/chunks.ts';

/** Nobody listens there. */
const NO_REDIS_PORT = 1;
const ARGUMENT_SETS = 1000;

let redis: PrivateRedis;
let folder: string;
let store: RetrievalDatabase;
let index: LanceChunkIndex;
let caches: Cache[];
let withMemory: BundleParts;
let fromRedis: BundleParts;
let uncached: BundleParts;

beforeAll(async () => {
  redis = await startPrivateRedis();
  folder = mkdtempSync(join(tmpdir(), 'cached-answers-'));
  store = await openRetrievalStore(join(folder, 'retrieval.db'));
  const logger = pino({ level: 'silent' });
  const embedder = createWordEmbedder(DIMENSIONS);
  index = await LanceChunkIndex.open({ folder: join(folder, 'index'), logger, ...embedder });
  await ingestFiles();
  const parts = {
    index,
    model: embedder.model,
    fusionWeight: embedder.fusionWeight,
    contentVersion: await ContentVersion.open(store),
    finder: new PassageFinder(index, new QueryEmbedder(embedder), logger),
    bundles: new BundleStore(store),
  };
  const [memory, none, away] = [
    openCache(redis.port),
    openCache(redis.port, 0),
    openCache(NO_REDIS_PORT, 0),
  ];
  caches = [memory, none, away];
  withMemory = { ...parts, cache: memory };
  fromRedis = { ...parts, cache: none };
  uncached = { ...parts, cache: away };
});

afterAll(async () => {
  await Promise.all(caches.map((cache) => cache.close()));
  await index.close();
  await store.destroy();
  await redis.stop();
  rmSync(folder, { recursive: true });
});

function openCache(port: number, memoryMaxBytes?: number): Cache {
  return createCache({
    service: 'retrieval',
    redis: { host: '127.0.0.1', port },
    ...(memoryMaxBytes !== undefined && { memoryMaxBytes }),
    kinds: { search: { ttlSeconds: 3600 }, context: { ttlSeconds: 3600 } },
    onError: () => undefined,
  });
}

async function ingestFiles(): Promise<void> {
  const png = {
    modality: 'IMAGE',
    mediaType: 'image/png',
    createdAt: Date.UTC(2026, 4, 1),
  } as const;
  await index.upsert(batchOf('harbour', ['Lanterns light the harbour.', 'The tide turns. [1]']));
  await index.upsert(batchOf('café', ['Das Café am "Hafen".', 'Tide and lantern, tide.']));
  await index.upsert(batchOf('picture', ['A lantern, drawn.\u0000'], { file: png }));
  // Words weigh otherwise once their rows are in the index; it is not to happen between two answers.
  await index.optimize();
}

interface Asking<Asked> {
  /** Computed answers, by their arguments. */
  readonly computed: Map<string, string>;
  readonly ask: (parts: BundleParts, asked: Asked) => Promise<{ status: string; answer: string }>;
}

/** Asks the cache, Redis, and nobody; all must say the same, and only arguments that were asked before are a hit. */
async function compareAnswers<Asked extends object>(
  asked: Asked,
  { computed, ask }: Asking<Asked>,
): Promise<void> {
  const name = JSON.stringify(asked);
  const first = await ask(withMemory, asked);
  expect(first.status).toBe(computed.has(name) ? 'HIT' : 'MISS');
  if (!computed.has(name)) {
    const { status, answer } = await ask(uncached, asked);
    expect(status).toBe('BYPASS');
    computed.set(name, answer);
  }

  const answer = computed.get(name);
  expect(first.answer).toBe(answer);
  expect(await ask(withMemory, asked)).toEqual({ status: 'HIT', answer });
  expect(await ask(fromRedis, asked)).toEqual({ status: 'HIT', answer });
}

describe('a cached answer', () => {
  it('of a search is byte for byte the computed one, and of the same arguments only', async () => {
    const computed = new Map<string, string>();

    await fc.assert(
      fc.asyncProperty(anySearchInput, (input) =>
        compareAnswers(readSearchArguments(input), {
          computed,
          ask: async (parts, asked) => {
            const { status, value } = await search(parts, asked);
            return { status, answer: JSON.stringify(value) };
          },
        }),
      ),
      { numRuns: ARGUMENT_SETS / 2, endOnFailure: true },
    );
  });

  it('of a context bundle is byte for byte the computed one, and of the same arguments only', async () => {
    const computed = new Map<string, string>();

    await fc.assert(
      fc.asyncProperty(anyBundleInput, (input) =>
        compareAnswers(readBundleArguments(input), {
          computed,
          ask: async (parts, asked) => {
            const { result, id, cacheTags } = await buildContextBundle(parts, asked);
            return { status: result.status, answer: JSON.stringify([id, result.value, cacheTags]) };
          },
        }),
      ),
      { numRuns: ARGUMENT_SETS / 2, endOnFailure: true },
    );
  });
});
