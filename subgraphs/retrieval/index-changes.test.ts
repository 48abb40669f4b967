import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { eventually } from '../shared/testing/eventually.ts';
import { type PrivateRedis, startPrivateRedis } from '../shared/testing/private-redis.ts';
import { ContentVersion } from './content-version.ts';
import { IndexChanges } from './index-changes.ts';
import { IndexWriter } from './index-writer.ts';
import { LanceChunkIndex } from './lance-chunk-index.ts';
import { openRetrievalStore } from './store.ts';
import { batchOf, DIMENSIONS } from './testing/chunks.ts';
import { Room } from './testing/room.ts';

describe('retrieval that was away', () => {
  const kept = batchOf('kept.txt', ['The lighthouse keeper counts ships.']);
  const doomed = batchOf('doomed.txt', ['The lighthouse keeper counts gulls.']);
  let redis: PrivateRedis;
  let room: Room;

  beforeAll(async () => {
    redis = await startPrivateRedis();
    room = new Room(redis);
    await room.start();
  });
  beforeEach(async () => {
    await room.ingest(kept);
    await room.ingest(doomed);
  });
  afterAll(async () => {
    await room.close();
    await redis.stop();
  });

  const found = async () => {
    const { hits, cache } = await room.search({ query: 'lighthouse keeper' });
    const hashes = hits.map(({ file }: { file: { hash: string } }) => file.hash);
    return { hashes, status: cache.status };
  };

  it('never shows a file again that was deleted meanwhile', async () => {
    await found();
    await room.stop();
    room.worker.missed = {
      changes: [{ tags: [`file-${doomed.file.hash}`, 'search'] }],
      position: 'log:9',
      removedFiles: [doomed.file.hash],
    };

    await room.start();

    expect((await found()).hashes).toEqual([kept.file.hash]);
    expect((await room.remove(doomed.file.hash)).body).toEqual({ deleted: 0 });
  });

  it('serves what is still right from its cache, and asks from where it stood', async () => {
    await eventually(found, ({ status }) => status === 'HIT');
    room.worker.missed = { changes: [], position: 'log:9', removedFiles: [] };
    await room.stop();
    room.worker.asked.length = 0;

    await room.start();

    expect((await found()).status).toBe('HIT');
    expect(room.worker.asked).toContain('service=RETRIEVAL&after=log%3A9');
  });

  it('starts and searches without a worker, and serves nothing from before', async () => {
    await eventually(found, ({ status }) => status === 'HIT');
    await room.stop();

    await room.start(undefined, { WORKER_URL: 'http://127.0.0.1:1' });

    expect((await found()).status).not.toBe('HIT');
  });
});

describe('an index that is written while the worker answers', () => {
  it('loses nothing: a file that was deleted may have been sent again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'index-changes-'));
    const store = await openRetrievalStore(':memory:');
    const logger = pino({ level: 'silent' });
    const model = { model: 'words', dimensions: DIMENSIONS };
    const index = await LanceChunkIndex.open({ folder, logger, ...model });
    const writer = new IndexWriter(index, await ContentVersion.open(store));
    const file = batchOf('again.txt', ['The ferry comes back every hour.']);
    const answer = async () => {
      await writer.upsert(file);
      return { changes: [], position: 'log:1', removedFiles: [file.file.hash] };
    };

    await new IndexChanges({ ask: answer, changesSince: answer }, writer).changesSince('log:0');

    expect(await writer.deleteFile(file.file.hash)).toEqual({ deleted: 1 });
    await index.close();
    await store.destroy();
    rmSync(folder, { recursive: true });
  });
});
