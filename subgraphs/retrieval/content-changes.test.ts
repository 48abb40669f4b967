import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type PrivateRedis, startPrivateRedis } from '../shared/testing/private-redis.ts';
import { batchOf, hashOf } from './testing/chunks.ts';
import { Room } from './testing/room.ts';
import { ingestSamples } from './testing/samples.ts';

let redis: PrivateRedis;
let room: Room;

beforeAll(async () => {
  redis = await startPrivateRedis();
  room = new Room(redis);
  await room.start();
  await ingestSamples(room);
});

afterAll(async () => {
  await room.close();
  await redis.stop();
});

describe('a change of content', () => {
  it('shows a new file in the next identical search', async () => {
    await room.search({ query: 'sourdough starter' });

    await room.ingest(batchOf('bread.txt', ['A sourdough starter rises.']));

    const { hits } = await room.search({ query: 'sourdough starter' });
    expect(hits[0].file.hash).toBe(hashOf('bread.txt'));
  });

  it('drops a deleted file from cached searches, bundles and neighbours', async () => {
    const SIMILAR = `query($hash: ID!) { _entities(representations: [{ __typename: "File", hash: $hash }]) {
      ... on File { similar { file { hash } } } } }`;
    const BUNDLE = '{ contextBundle(query: "zeppelin mast") { text citations { file { hash } } } }';
    const doomed = batchOf('zeppelin.txt', ['The zeppelin hangs at its mast at night.']);
    await room.ingest(doomed);
    const ask = async () =>
      JSON.stringify([
        await room.search({ query: 'zeppelin mast' }),
        await room.query(BUNDLE),
        await room.query(SIMILAR, { hash: hashOf('harbour.txt') }),
      ]);
    const before = await ask();

    const deletion = await room.remove(doomed.file.hash);

    expect(before.split(doomed.file.hash).length).toBeGreaterThan(5);
    expect(deletion).toEqual({ status: 200, body: { deleted: 1 } });
    expect(await ask()).not.toContain(doomed.file.hash);
    expect((await room.remove(doomed.file.hash)).body).toEqual({ deleted: 0 });
  });

  it('keeps staged chunks out of searches until their commit', async () => {
    const old = batchOf('log.txt', ['The comet was faint.']);
    const next = batchOf('log.txt', ['The comet is bright.'], { generation: 'g2', live: false });
    await room.ingest(old);
    await room.put(next);
    const staged = await room.search({ query: 'comet', mode: 'KEYWORD' });

    await room.commit(next);

    const committed = await room.search({ query: 'comet', mode: 'KEYWORD' });
    expect(staged.totalHits).toBe(1);
    expect(staged.hits.map((hit: { text: string }) => hit.text)).toEqual(['The comet was faint.']);
    expect(committed.hits.map((hit: { text: string }) => hit.text)).toEqual([
      'The comet is bright.',
    ]);
  });

  it('survives a restart with its cache still right', async () => {
    await room.ingest(batchOf('kelp.txt', ['Kelp grows fast.']));
    await room.search({ query: 'kelp' });
    await room.stop();
    await room.start();

    const same = await room.search({ query: 'kelp' });
    await room.remove(hashOf('kelp.txt'));
    const after = await room.search({ query: 'kelp', mode: 'KEYWORD' });

    expect(same.cache.status).toBe('HIT');
    expect(after.hits).toEqual([]);
  });
});

describe('the index routes', () => {
  it('refuse what does not fit and change nothing', async () => {
    const good = batchOf('bad.txt', ['A badger.']);
    const short = {
      ...good,
      chunks: good.chunks.map((chunk) => ({ ...chunk, vector: new Float32Array(3) })),
    };
    const twice = { ...good, chunks: [...good.chunks, ...good.chunks] };
    const odd = { ...good, generation: "g'1" };

    const answers = [await room.put(short), await room.put(twice), await room.put(odd)];

    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
    expect((await room.search({ query: 'badger', mode: 'KEYWORD' })).hits).toEqual([]);
  });

  it('keep of a media type what filters name', async () => {
    await room.ingest(
      batchOf('page.html', ['A heron wades.'], { file: { mediaType: 'Text/HTML; charset=utf-8' } }),
    );

    const { hits } = await room.search({ query: 'heron', filter: { mediaTypes: ['text/html'] } });

    expect(hits).toHaveLength(1);
  });

  it('refuse a commit while chunks are missing, and say how many are there', async () => {
    const batch = batchOf('half.txt', ['Half a story.']);
    await room.put(batch);

    const answer = await room.commit(batch, 2);

    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'BAD_USER_INPUT', detail: expect.stringMatching(/2 chunks.*1 are here/) },
    });
  });
});

describe('with a token configured', () => {
  it('takes content and invalidations only from those who have it', async () => {
    await room.stop();
    await room.start(room.embedder, { INTERNAL_TOKEN: 'a-token-of-this-stack' });
    const batch = batchOf('guarded.txt', ['A guarded garden.']);

    const answers = [
      await room.put(batch),
      await room.commit(batch),
      await room.remove(batch.file.hash),
      await room.send('DELETE', '/api/v1/cache/search/*'),
    ];

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
    await room.stop();
    await room.start();
  });
});
