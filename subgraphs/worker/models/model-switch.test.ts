import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type PrivateRedis, startPrivateRedis } from '../../shared/testing/private-redis.ts';
import { createWordEmbedder } from '../../shared/testing/word-embedder.ts';
import { createExtractionPool, type ExtractionPool } from '../extraction/extraction-pool.ts';
import { openTestWorker, type TestWorker, until } from '../testing/test-worker.ts';
import { createWorker, type Worker } from '../worker.ts';

let redis: PrivateRedis;
let pool: ExtractionPool;
let house: TestWorker;
let hash: string;
let next: Worker | undefined;

beforeAll(async () => {
  redis = await startPrivateRedis();
  pool = createExtractionPool({ processes: 1, timeoutMs: 20_000 });
});

afterAll(async () => {
  await pool.close();
  await redis.stop();
});

beforeEach(async () => {
  house = await openTestWorker(redis, pool);
  const { file, job } = await house.ingest('tide.txt', 'The tide turns twice a day.');
  hash = file.hash;
  await house.ended(job.id);
  await until(() => house.index.serving);
  await house.worker.close();
});

afterEach(async () => {
  await next?.close();
  await house.close();
});

/** The worker after a restart, by default with a model of this many dimensions. */
async function restart(dimensions: number): Promise<ReturnType<typeof createWordEmbedder>> {
  const embedder = createWordEmbedder(dimensions);
  next = createWorker({ ...house.parts, embedder });
  await next.start();
  return embedder;
}

const sizes = () => house.index.live(hash).map(({ vector }) => vector?.length);
const isServed = (space: string) => until(() => house.index.serving === space || undefined);

describe('a worker that is started with another model', () => {
  it('embeds every file again, then has it answer, and says how far it has come', async () => {
    await restart(32);
    await isServed('words-32');

    const ended = await until(async () => {
      const progress = await next?.modelSwitch();
      return progress?.finishedAt ? progress : undefined;
    });

    expect(ended).toMatchObject({ from: 'words-64', to: 'words-32', filesDone: 1, filesTotal: 1 });
    expect(sizes()).toEqual([32]);
    await until(() => house.told.includes('model-words-64') || undefined);
  });

  it('goes on without a file that the new model cannot embed: it is found as before', async () => {
    const embedder = createWordEmbedder(32);
    embedder.failure = new Error('this text is beyond me');
    next = createWorker({ ...house.parts, embedder });
    await next.start();

    await isServed('words-32');

    expect(sizes()).toEqual([64]);
    expect((await house.store.files.find(hash))?.status).toBe('READY');
  });

  it('waits for an index that is away, and then switches', async () => {
    house.index.isAway = true;
    await restart(32);
    const calls = house.index.calls.length;
    await until(() => house.index.calls.length > calls + 1 || undefined);
    house.index.isAway = false;

    await isServed('words-32');

    expect(sizes()).toEqual([32]);
  });

  it('does nothing when the model is the same', async () => {
    const embedder = await restart(64);

    await until(() => house.index.calls.at(-1) === 'table' || undefined);

    expect(await next?.modelSwitch()).toBeNull();
    expect(embedder.embedded).toEqual([]);
  });

  it('sends everything again when the index has lost its table', async () => {
    await house.index.remove(hash, 1_000);
    house.index.incarnation = 'second';

    const embedder = await restart(64);
    await until(() => house.index.live(hash).length > 0 || undefined);

    expect(sizes()).toEqual([64]);
    // The vectors were in the cache.
    expect(embedder.embedded).toEqual([]);
  });
});
