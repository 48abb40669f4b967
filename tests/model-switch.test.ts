import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type EmbeddingServer,
  startEmbeddingServer,
} from '../subgraphs/shared/testing/embedding-server.ts';
import { eventually } from '../subgraphs/shared/testing/eventually.ts';
import { ContentServices } from './house/content-services.ts';

const TEXTS = [
  'Lanterns light the harbour wall.',
  'The tide turns twice a day.',
  'Tomatoes ripen in the garden.',
  'A ferry crosses every hour.',
  'The clock tower strikes noon.',
];

let services: ContentServices;
let old: EmbeddingServer;
let next: EmbeddingServer;
let hashes: string[];

const settings = (server: EmbeddingServer, model: string) => ({
  EMBEDDING_BASE_URL: server.url,
  EMBEDDING_MODEL: model,
});

beforeAll(async () => {
  services = await ContentServices.open();
  old = await startEmbeddingServer({ model: 'old', dimensions: 16 });
  next = await startEmbeddingServer({ model: 'next', dimensions: 48 });
  await services.start(settings(old, 'old'));
  hashes = await Promise.all(TEXTS.map((text, at) => services.ingest(`${at}.txt`, text)));
  await eventually(
    () => services.search('tide', 'SEMANTIC'),
    ({ hits }) => hits.length === TEXTS.length,
  );
}, 60_000);

afterAll(async () => {
  await services.close();
  await Promise.all([old.close(), next.close()]);
});

const textsOf = (server: EmbeddingServer) => server.calls.flat();

async function progress() {
  const { data } = await services.query(
    'worker',
    '{ modelSwitch { from to filesDone filesTotal startedAt finishedAt } }',
  );
  return data.modelSwitch;
}

/** The files that a search by meaning finds, best first. */
async function found(query: string): Promise<string[]> {
  const { hits } = await services.search(query, 'SEMANTIC');
  return hits.map((hit: { file: { hash: string } }) => hit.file.hash);
}

describe('a stack that is started with another embedding model', () => {
  it('answers with the old one, its vectors and its queries, while files are embedded again', async () => {
    const before = await services.search('ferry', 'HYBRID');
    await services.stop();
    // One call tells each service the size of a vector, two are for files, and then there is silence.
    next.allow(4);
    await services.start(settings(next, 'next'));

    const half = await eventually(progress, (seen) => seen?.filesDone === 2);
    const during = await services.search('ferry', 'HYBRID');

    expect(half).toMatchObject({ from: 'old', to: 'next', filesTotal: 5, finishedAt: null });
    expect(during).toMatchObject({ hits: before.hits, notices: [] });
    expect(await found('the turning tide')).toHaveLength(TEXTS.length);
    expect(textsOf(old)).toContain('the turning tide');
    expect(textsOf(next)).not.toContain('the turning tide');
  }, 60_000);

  it('finds a new file by its words at once, and loses what is deleted', async () => {
    const [gone = ''] = hashes.splice(0, 1);
    hashes.push(await services.ingest('new.txt', 'Gulls follow the plough.'));
    await services.query('worker', `mutation { deleteFile(hash: "${gone}") { deleted } }`);

    const { hits } = await services.search('lanterns', 'KEYWORD');

    expect(hits).toEqual([]);
  }, 60_000);

  it('searches by words and says so when the old model is away', async () => {
    old.isBroken = true;

    const degraded = await services.search('the noon ferry', 'HYBRID');

    expect(degraded.notices).toMatchObject([{ code: 'MODEL_UNAVAILABLE' }]);
    expect(degraded.hits).toHaveLength(2);
    await expect(found('noon')).rejects.toThrow('MODEL_UNAVAILABLE');
    old.isBroken = false;
  }, 60_000);

  it('goes on after kill -9 of both, embeds nothing twice that was done, and then switches', async () => {
    await services.stop('SIGKILL');
    const done = [...next.answered];
    await services.start(settings(next, 'next'));
    const stillOld = await services.search('clock', 'HYBRID');
    next.allow(Number.POSITIVE_INFINITY);

    const end = await eventually(progress, (seen) => seen.finishedAt !== null);
    const after = await services.search('clock', 'HYBRID');

    expect(end).toMatchObject({ from: 'old', to: 'next', filesDone: 5, filesTotal: 5 });
    expect([stillOld.cache.status, after.cache.status]).toEqual(['MISS', 'MISS']);
    expect(textsOf(next)).toContain('clock');
    const asked = textsOf(next);
    for (const text of done.filter((each) => TEXTS.includes(each)))
      expect(asked.filter((each) => each === text)).toHaveLength(1);
    expect(done.filter((each) => TEXTS.includes(each))).toHaveLength(2);
  }, 60_000);

  it('is searched with the new one only: every file that is there, and none that is not', async () => {
    await eventually(
      () => found('gulls'),
      (files) => files.length === hashes.length,
    );
    const asked = old.calls.length;

    const [best] = await found('a plough and gulls');

    expect(best).toBe(hashes.at(-1));
    expect((await found('turning tide')).sort()).toEqual([...hashes].sort());
    expect(old.calls).toHaveLength(asked);
    expect((await services.search('clock', 'HYBRID')).cache.status).toBe('HIT');
  }, 60_000);
});
