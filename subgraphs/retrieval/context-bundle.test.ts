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

describe('context bundles', () => {
  const BUNDLE = `query($query: String!, $tokenBudget: Int, $format: ContextFormat) {
    contextBundle(query: $query, tokenBudget: $tokenBudget, format: $format) {
      id query text tokenCount tokenBudget
      sections { title modality text citations }
      citations { number quote chunk { id } file { hash } }
      cache { status tags } } }`;

  it('cite real chunks within the budget, and come from the cache the second time', async () => {
    const first = await room.query(BUNDLE, { query: 'lantern harbour', tokenBudget: 100 });
    const second = await room.query(BUNDLE, { query: 'lantern harbour', tokenBudget: 100 });

    const bundle = first.data.contextBundle;
    expect(bundle).toMatchObject({
      query: 'lantern harbour',
      tokenBudget: 100,
      sections: expect.arrayContaining([
        expect.objectContaining({ title: 'harbour.txt', modality: 'TEXT' }),
      ]),
      citations: expect.arrayContaining([
        {
          number: 1,
          quote: 'Lanterns light the harbour wall at night.',
          chunk: { id: `${hashOf('harbour.txt')}-0` },
          file: { hash: hashOf('harbour.txt') },
        },
      ]),
      cache: { status: 'MISS' },
    });
    expect(bundle.tokenCount).toBeLessThanOrEqual(100);
    expect(bundle.text).toContain('[1] Lanterns light the harbour wall at night.');
    expect(second.data.contextBundle).toMatchObject({
      id: bundle.id,
      text: bundle.text,
      cache: { status: 'HIT' },
    });
  });

  it('are found again by their id, built from what is there then', async () => {
    await room.ingest(batchOf('moth.txt', ['A moth circles the lamp.']));
    const { data } = await room.query(BUNDLE, { query: 'moth lamp' });
    const byId = () =>
      room.query(
        `query($id: ID!) { _entities(representations: [{ __typename: "ContextBundle", id: $id }]) {
          ... on ContextBundle { id text } } }`,
        { id: data.contextBundle.id },
      );
    const before = await byId();
    await room.remove(hashOf('moth.txt'));

    const after = await byId();

    expect(before.data._entities[0].text).toContain('moth');
    expect(after.data._entities[0].id).toBe(data.contextBundle.id);
    expect(after.data._entities[0].text).not.toContain('moth');
  });

  it('of an id that was never given out are null', async () => {
    const { data } = await room.query(
      '{ _entities(representations: [{ __typename: "ContextBundle", id: "x" }]) { ... on ContextBundle { id } } }',
    );

    expect(data._entities).toEqual([null]);
  });

  it.each([0, -1, 100_001])('refuse a budget of %d', async (tokenBudget) => {
    const { errors } = await room.query(BUNDLE, { query: 'x', tokenBudget });

    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});
