import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type PrivateRedis, startPrivateRedis } from '../shared/testing/private-redis.ts';
import { hashOf } from './testing/chunks.ts';
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

describe('cached answers', () => {
  const queries = fc.constantFrom(
    'lantern',
    'tide',
    'harbour wall',
    'tomatoes lantern',
    'zeppelin',
  );
  const filters = fc.constantFrom(
    null,
    {},
    { modalities: ['IMAGE'] },
    { modalities: ['IMAGE', 'TEXT'] },
    { fileHashes: [hashOf('harbour.txt')] },
    { mediaTypes: ['image/png'] },
    { createdAfter: '2026-03-01T00:00:00Z' },
  );
  const searches = fc.record({
    query: queries,
    filter: filters,
    first: fc.constantFrom(1, 2, 10),
    mode: fc.constantFrom('HYBRID', 'SEMANTIC', 'KEYWORD'),
    minScore: fc.constantFrom(null, 0, 0.3, 1),
  });

  it('are what would be computed, for any arguments in any order', async () => {
    const found = async (variables: Readonly<Record<string, unknown>>) => {
      const { hits, totalHits } = await room.search(variables);
      return { hits, totalHits };
    };

    await fc.assert(
      fc.asyncProperty(fc.array(searches, { minLength: 1, maxLength: 6 }), async (asked) => {
        await Promise.all(asked.map(found));
        const cached = await Promise.all(asked.map(found));
        await room.send('DELETE', '/api/v1/cache/clear');
        const computed = [];
        for (const variables of asked) computed.push(await found(variables));

        expect(cached).toEqual(computed);
      }),
      { numRuns: 25 },
    );
  });

  it('never serve another search: whatever differs in the arguments is a miss', async () => {
    const base = { query: 'lantern night', first: 5, mode: 'HYBRID', minScore: null, filter: {} };
    await room.search(base);

    const others = [
      { ...base, query: 'lantern nights' },
      { ...base, first: 6 },
      { ...base, after: Buffer.from('1').toString('base64url') },
      { ...base, mode: 'SEMANTIC' },
      { ...base, minScore: 0.1 },
      { ...base, filter: { modalities: ['TEXT'] } },
      { ...base, filter: { modalities: [] } },
      { ...base, filter: { mediaTypes: ['text/plain'] } },
      { ...base, filter: { fileHashes: [hashOf('harbour.txt')] } },
      { ...base, filter: { createdAfter: '2026-01-01T00:00:00Z' } },
      { ...base, filter: { createdBefore: '2026-01-01T00:00:00Z' } },
    ];

    for (const other of others) expect((await room.search(other)).cache.status).toBe('MISS');
    expect((await room.search(base)).cache.status).toBe('HIT');
  });

  it('are computed once for many who ask at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => room.search({ query: 'twice a night' })),
    );

    const statuses = answers.map(({ cache }) => cache.status);
    expect(room.embedder.embedded.filter((text) => text === 'twice a night')).toHaveLength(1);
    expect(new Set(answers.map(({ hits }) => JSON.stringify(hits))).size).toBe(1);
    expect(statuses).toContain('MISS');
  });

  it('go when a pattern names them, however long it is', async () => {
    await room.search({ query: 'Tomatoes and BASIL' });

    const dropped = await room.send(
      'DELETE',
      `/api/v1/cache/search/${encodeURIComponent('tomatoes*')}`,
    );
    const long = await room.send('DELETE', `/api/v1/cache/search/${'x'.repeat(200)}%2F*`);

    expect(dropped).toMatchObject({
      status: 200,
      body: { removedEntries: expect.any(Number), pattern: 'tomatoes*' },
    });
    expect(long.body).toEqual({ removedEntries: 0, pattern: `${'x'.repeat(200)}/*` });
    expect((await room.search({ query: 'Tomatoes and BASIL' })).cache.status).toBe('MISS');
  });

  it('are of the weight that the model has: with another one they are computed anew', async () => {
    const asked = { query: 'lantern at the harbour' };
    await room.search(asked);
    await room.stop();
    await room.start({ ...room.embedder, fusionWeight: 0.9 });

    const weighted = await room.search(asked);

    expect(weighted.cache.status).toBe('MISS');
    for (const { score, keywordScore, semanticScore } of weighted.hits)
      expect(score).toBeCloseTo(0.1 * (keywordScore ?? 0) + 0.9 * (semanticScore ?? 0));
  });
});
