import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type PrivateRedis, startPrivateRedis } from '../shared/testing/private-redis.ts';
import { hashOf } from './testing/chunks.ts';
import { Room, SEARCH } from './testing/room.ts';
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

describe('search', () => {
  it('ranks, scores, highlights and points at chunks and files', async () => {
    const { hits, totalHits } = await room.search({ query: 'lantern on the wall' });

    expect(hits[0]).toMatchObject({
      rank: 1,
      title: 'harbour.txt',
      position: 0,
      text: 'Lanterns light the harbour wall at night.',
      highlight: '<mark>Lanterns</mark> light the harbour <mark>wall</mark> at night.',
      keywordScore: 1,
      chunk: { id: `${hashOf('harbour.txt')}-0` },
      file: { hash: hashOf('harbour.txt') },
    });
    expect(totalHits).toBe(3);
    expect(hits.at(-1)).toMatchObject({ keywordScore: null, highlight: null });
  });

  it('answers the same again from the cache, as a session of its own', async () => {
    const first = await room.search({ query: 'tide table' });
    const second = await room.search({ query: '  tide \n table ' });

    expect([first.cache.status, second.cache.status]).toEqual(['MISS', 'HIT']);
    expect(second.hits).toEqual(first.hits);
    expect(second.query).toBe('tide table');
    expect(second.sessionId).not.toBe(first.sessionId);
    expect(second.cache.tags).toEqual(
      expect.arrayContaining(['search', `file-${hashOf('harbour.txt')}`, 'model-words-64']),
    );
  });

  it('tells the gateway what the answer was built from', async () => {
    const { extensions } = await room.query(SEARCH, { query: 'tomatoes', mode: 'KEYWORD' });

    expect(extensions?.apolloCacheTags).toEqual([
      `file-${hashOf('garden.png')}`,
      'model-words-64',
      'search',
    ]);
  });

  it('asks words only, meaning only, or both', async () => {
    const keyword = await room.search({ query: 'lantern', mode: 'KEYWORD' });
    const semantic = await room.search({ query: 'lantern', mode: 'SEMANTIC' });
    const hybrid = await room.search({ query: 'lantern', mode: 'HYBRID' });

    expect([keyword, semantic, hybrid].map(({ hits }) => hits.length)).toEqual([2, 3, 3]);
    expect(keyword.hits.every((hit: { semanticScore: null }) => hit.semanticScore === null)).toBe(
      true,
    );
    expect(semantic.hits.every((hit: { keywordScore: null }) => hit.keywordScore === null)).toBe(
      true,
    );
  });

  it('leaves out what scores below minScore', async () => {
    const { hits, totalHits } = await room.search({ query: 'lantern wall', minScore: 0.6 });

    expect(hits).toHaveLength(1);
    expect(totalHits).toBe(1);
  });

  it('filters by what the file is and when it came', async () => {
    const byModality = await room.search({ query: 'lantern', filter: { modalities: ['IMAGE'] } });
    const byTime = await room.search({
      query: 'lantern',
      filter: { createdBefore: '2026-05-01T00:00:00Z' },
    });
    const byNothing = await room.search({ query: 'lantern', filter: { fileHashes: [] } });

    expect(byModality.hits.map((hit: { text: string }) => hit.text)).toEqual([
      'A lantern among tomatoes.',
    ]);
    expect(byTime.hits.map((hit: { file: object }) => hit.file)).not.toContainEqual({
      hash: hashOf('garden.png'),
    });
    expect(byNothing).toMatchObject({ hits: [], totalHits: 0 });
  });

  it('cuts one ranking to any page size', async () => {
    const all = await room.search({ query: 'lantern tide', first: 100 });
    const two = await room.search({ query: 'lantern tide', first: 2 });
    const none = await room.search({ query: 'lantern tide', first: 0 });

    expect(two.hits).toEqual(all.hits.slice(0, 2));
    expect(none).toMatchObject({ hits: [], totalHits: all.totalHits });
  });

  it('gives the pages of one ranking, one after the other', async () => {
    const all = await room.search({ query: 'lantern tide' });
    const first = await room.search({ query: 'lantern tide', first: 2 });
    const after = first.pageInfo.endCursor;
    const second = await room.search({ query: 'lantern tide', first: 2, after });
    const again = await room.search({ query: 'lantern tide', first: 2, after });

    expect([...first.hits, ...second.hits]).toEqual(all.hits);
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(second.pageInfo.startCursor).toBe(second.pageInfo.endCursor);
    expect([second.cache.status, again.cache.status]).toEqual(['MISS', 'HIT']);
  });

  it.each([
    ['a cursor that is none', { query: 'x', after: 'next please' }],
    ['a cursor of another list', { query: 'x', after: Buffer.from('-1').toString('base64url') }],
    ['an empty query', { query: ' ' }],
    ['a page of minus one', { query: 'x', first: -1 }],
    ['a page of a hundred thousand', { query: 'x', first: 100_000 }],
    ['SQL in a filter', { query: 'x', filter: { mediaTypes: ["a/b' OR '1'='1"] } }],
  ])('refuses %s with a code', async (_, variables) => {
    const { errors } = await room.query(SEARCH, variables);

    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('search sessions', () => {
  it('are listed newest first, in pages, the last search included', async () => {
    const last = await room.search({ query: 'tide', first: 1 });

    const { data } = await room.query(
      '{ searchSessions(first: 2) { edges { node { id query hitCount at } } pageInfo { hasNextPage endCursor } } }',
    );
    const next = await room.query(
      'query($after: String) { searchSessions(first: 2, after: $after) { edges { node { id } } } }',
      { after: data.searchSessions.pageInfo.endCursor },
    );

    expect(data.searchSessions.edges[0].node).toEqual({
      id: last.sessionId,
      query: 'tide',
      hitCount: 1,
      at: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(data.searchSessions.pageInfo.hasNextPage).toBe(true);
    expect(next.data.searchSessions.edges).toHaveLength(2);
    expect(JSON.stringify(next.data)).not.toContain(last.sessionId);
  });

  it('leave out a search that is not to be told, and it finds and is cached like any other', async () => {
    const QUIET = `query($query: String!, $record: Boolean) { search(query: $query, record: $record) {
      sessionId hits { text } cache { status } } }`;
    const told = await room.query(QUIET, { query: 'moon and tide' });

    const untold = await room.query(QUIET, { query: 'moon and tide', record: false });

    const { data } = await room.query('{ searchSessions(first: 1) { edges { node { id } } } }');
    expect(data.searchSessions.edges).toEqual([{ node: { id: told.data.search.sessionId } }]);
    expect(untold.data.search).toEqual({
      ...told.data.search,
      sessionId: expect.any(String),
      cache: { status: 'HIT' },
    });
  });
});

describe('with the model away', () => {
  it('answers by words and keeps nothing, and says so where meaning was asked for', async () => {
    room.embedder.failure = new Error('no weights');
    const first = await room.search({ query: 'lantern and moon' });
    const second = await room.search({ query: 'lantern and moon' });
    const semantic = await room.query(SEARCH, { query: 'moon', mode: 'SEMANTIC' });
    room.embedder.failure = undefined;
    const back = await room.search({ query: 'lantern and moon' });

    expect(first.hits[0]).toMatchObject({ keywordScore: 1, semanticScore: null });
    expect(first.notices).toEqual([
      { code: 'MODEL_UNAVAILABLE', message: expect.stringMatching(/later/) },
    ]);
    expect(back.notices).toEqual([]);
    expect(second.cache.status).not.toBe('HIT');
    expect(semantic.errors?.[0]?.extensions.code).toBe('MODEL_UNAVAILABLE');
    expect(back.hits[0].semanticScore).not.toBeNull();
  });
});

describe('with Redis away', () => {
  it('goes on answering and stays ready, degraded', async () => {
    await redis.kill('SIGKILL');

    const { hits } = await room.search({ query: 'lantern at sea' });
    const ready = await room.send('GET', '/ready');

    expect(hits.length).toBeGreaterThan(0);
    expect(ready).toMatchObject({
      status: 200,
      body: { status: 'degraded', checks: { index: 'ok', store: 'ok', redis: 'unavailable' } },
    });
    await redis.restart();
  });
});
