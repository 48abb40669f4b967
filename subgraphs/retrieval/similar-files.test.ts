import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
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

/** The reads that Redis has answered so far; scripts are left out, because heartbeats are scripts. */
async function readCalls(): Promise<number> {
  const client = new Redis({ port: redis.port, protocol: 2 });
  const text = await client.info('commandstats');
  await client.quit();
  return [...text.matchAll(/cmdstat_(?:get|mget):calls=(\d+)/g)].reduce(
    (sum, [, calls]) => sum + Number(calls),
    0,
  );
}

describe('similar files', () => {
  it('are the nearest others, one hit each, and none for a file without vectors', async () => {
    await room.ingest(batchOf('bare.txt', ['Words only, so far.'], { embedded: false }));
    const hashes = [hashOf('harbour.txt'), hashOf('bare.txt'), hashOf('unknown')];

    const { data, extensions } = await room.query(
      `query($files: [_Any!]!) { _entities(representations: $files) {
        ... on File { hash similar(first: 3) { rank score file { hash } } } } }`,
      { files: hashes.map((hash) => ({ __typename: 'File', hash })) },
    );

    const [harbour, bare, unknown] = data._entities;
    const found = harbour.similar.map((hit: { file: { hash: string } }) => hit.file.hash);
    expect(found).toContain(hashOf('garden.png'));
    expect(found).not.toContain(hashOf('harbour.txt'));
    expect(new Set(found).size).toBe(found.length);
    expect([bare.similar, unknown.similar]).toEqual([[], []]);
    expect(extensions?.apolloCacheTags).toEqual(
      expect.arrayContaining(['search', ...hashes.map((hash) => `file-${hash}`)]),
    );
    expect(extensions?.apolloCacheTags).toContainEqual(expect.stringMatching(/^model-/));
  });

  it('of ten files cost one round trip to Redis when they are cached there', async () => {
    const names = Array.from({ length: 10 }, (_, at) => `buoy-${at}.txt`);
    for (const name of names) await room.ingest(batchOf(name, [`The buoy of ${name} rings.`]));
    const SIMILAR = `query($files: [_Any!]!) { _entities(representations: $files) {
      ... on File { similar { score } } } }`;
    const files = names.map((name) => ({ __typename: 'File', hash: hashOf(name) }));
    const first = await room.query(SIMILAR, { files });
    await room.stop();
    await room.start();
    // What a cache reads once after its start is not counted.
    await room.query(SIMILAR, { files: [{ __typename: 'File', hash: hashOf('unknown') }] });
    const before = await readCalls();

    const second = await room.query(SIMILAR, { files });

    expect(second).toEqual(first);
    expect((await readCalls()) - before).toBe(1);
  });
});
