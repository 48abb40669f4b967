import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createEmbeddedEmbedder } from '../shared/embedding/embedded-embedder.ts';
import { type PrivateRedis, startPrivateRedis } from '../shared/testing/private-redis.ts';
import { batchOf } from './testing/chunks.ts';
import { Room } from './testing/room.ts';

let redis: PrivateRedis;
let room: Room;

beforeAll(async () => {
  redis = await startPrivateRedis();
  room = new Room(redis);
  const embedder = createEmbeddedEmbedder();
  await room.start(embedder);
  const texts = ['The dog barked all night.', 'Interest rates rose again.', 'Bake it for an hour.'];
  await room.ingest(batchOf('notes.txt', texts, { vectors: await embedder.embed(texts) }));
}, 60_000);

afterAll(async () => {
  await room.close();
  await redis.stop();
});

describe('with the embedded model', () => {
  it('finds by meaning what shares no word with the query', async () => {
    const { data, errors } = await room.query(
      '{ search(query: "a noisy puppy", mode: SEMANTIC) { hits { text keywordScore highlight } } }',
    );

    expect(errors).toBeUndefined();
    expect(data.search.hits[0]).toEqual({
      text: 'The dog barked all night.',
      keywordScore: null,
      highlight: null,
    });
  });

  it.each(['HYBRID', 'SEMANTIC'])(
    'answers %s in another language by words, and says so',
    async (mode) => {
      const search = await room.search({ query: 'warum hat der dog nicht geschlafen', mode });

      expect(search.hits.map((hit: { text: string }) => hit.text)).toEqual([
        'The dog barked all night.',
      ]);
      expect(search.notices).toEqual([
        { code: 'LANGUAGE_NOT_UNDERSTOOD', message: expect.stringMatching(/by words alone/) },
      ]);
    },
  );
});
