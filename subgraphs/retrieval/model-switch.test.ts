import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { specOf } from '../shared/embedding/embedding-spec.ts';
import { createWordEmbedder, embedWords } from '../shared/testing/word-embedder.ts';
import { NO_FILTER } from './chunk-filter.ts';
import { ModelStore } from './model-store.ts';
import { ModelSwitch } from './model-switch.ts';
import { openRetrievalStore, type RetrievalDatabase } from './store.ts';
import { SwitchedIndex } from './switched-index.ts';
import { batchOf, hashOf } from './testing/chunks.ts';

const OLD = 16;
const NEXT = 32;
const TIDE = 'The tide turns twice a day.';
const GULLS = 'Gulls follow the plough.';

let folder: string;
let store: RetrievalDatabase;
let models: ModelSwitch;
let index: SwitchedIndex;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'models-'));
  store = await openRetrievalStore(':memory:');
  await start(OLD);
  await send('tide.txt', TIDE, OLD);
});

afterEach(async () => {
  await models.close();
  await store.destroy();
  rmSync(folder, { recursive: true });
});

/** As at a start of the process with this model. */
async function start(dimensions: number): Promise<void> {
  await models?.close().catch(() => undefined);
  const embedder = createWordEmbedder(dimensions);
  models = await ModelSwitch.open({
    ...{ folder, embedder, store: new ModelStore(store), spec: specOf(embedder) },
    logger: pino({ level: 'silent' }),
    openEarlier: async (spec) => createWordEmbedder(spec.dimensions),
  });
  index = new SwitchedIndex(models);
}

/** As the worker sends a file that is new to it, or is embedded again when not `live`. */
async function send(name: string, text: string, dimensions: number, live = true): Promise<void> {
  const space = `words-${dimensions}`;
  const vectors = [embedWords(text, dimensions)];
  const batch = batchOf(name, [text], { generation: space, live, vectors });
  await index.upsert({ ...batch, space });
  await index.commit(hashOf(name), space, 1, space);
}

async function byWords(query: string): Promise<number> {
  const found = await models.serving.index.searchWords(query, { filter: NO_FILTER, limit: 9 });
  return found.length;
}

async function byMeaning(query: string): Promise<number> {
  const { embedder, index: served } = models.serving;
  const vector = embedWords(query, embedder.dimensions);
  return (await served.searchVector(vector, { filter: NO_FILTER, limit: 9 })).length;
}

const serve = (dimensions: number) =>
  models.serve(`words-${dimensions}`, models.incarnationOf(`words-${dimensions}`));

describe('retrieval that is started with another model', () => {
  it('goes on with the old one until it is told that all vectors are there', async () => {
    await start(NEXT);
    await send('tide.txt', TIDE, NEXT, false);
    const before = [models.serving.space, await byMeaning(TIDE)];

    await serve(NEXT);

    expect(before).toEqual(['words-16', 1]);
    expect([models.serving.space, await byMeaning(TIDE)]).toEqual(['words-32', 1]);
  });

  it('still serves the old one after another start in between', async () => {
    await start(NEXT);
    await send('tide.txt', TIDE, NEXT, false);
    const incarnation = models.incarnationOf('words-32');

    await start(NEXT);

    expect(models.serving.space).toBe('words-16');
    expect(models.incarnationOf('words-32')).toBe(incarnation);
    expect(models.target?.space).toBe('words-32');
  });

  it('finds a file that was never embedded again by its words', async () => {
    await start(NEXT);
    await serve(NEXT);

    expect([await byWords('tide'), await byMeaning(TIDE)]).toEqual([1, 0]);
  });

  it('finds a new file by its words at once, and once only, and loses a deleted one', async () => {
    await start(NEXT);
    await send('gulls.txt', GULLS, NEXT);
    await send('gulls.txt', GULLS, NEXT);
    await index.deleteFile(hashOf('tide.txt'));
    const during = [await byWords('gulls'), await byMeaning(GULLS), await byWords('tide')];

    await serve(NEXT);

    expect(during).toEqual([1, 0, 0]);
    expect([await byWords('gulls'), await byMeaning(GULLS), await byWords('tide')]).toEqual([
      1, 1, 0,
    ]);
  });

  it('never lets two generations of a file be found together', async () => {
    await start(NEXT);
    await send('tide.txt', TIDE, NEXT, false);
    await send('tide.txt', TIDE, NEXT);

    expect([await byWords('tide'), await byMeaning(TIDE)]).toEqual([1, 1]);
  });

  it('does not go on with a table that missed what changed meanwhile', async () => {
    await start(NEXT);
    const incarnation = models.incarnationOf('words-32');
    await start(OLD);
    await index.deleteFile(hashOf('tide.txt'));

    await start(NEXT);

    expect(models.incarnationOf('words-32')).not.toBe(incarnation);
    await expect(models.serve('words-32', incarnation)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    await serve(NEXT);
    expect(await byWords('tide')).toBe(0);
  });

  it('refuses vectors of a model that it is not set up for, and says what to do', async () => {
    await expect(send('other.txt', GULLS, 8)).rejects.toMatchObject({
      code: 'SUBGRAPH_UNAVAILABLE',
      message: expect.stringMatching(/words-16.*words-8.*same EMBEDDING_ settings/),
    });
  });
});
