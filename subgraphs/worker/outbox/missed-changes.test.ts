import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openWorkerStore, type WorkerStore } from '../store/worker-store.ts';
import { createOwnChanges, missedChanges } from './missed-changes.ts';
import { contentChanged, fileDeleted, fileForgotten, type OutboxEvent } from './outbox-event.ts';

const HASH = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);

let store: WorkerStore;
let now = 0;

beforeEach(async () => {
  now = 0;
  store = await openWorkerStore(':memory:');
});
afterEach(() => store.close());

const record = (events: readonly OutboxEvent[]) =>
  store.transact(({ outbox }) => outbox.record('change', events, now));

const missed = (position: string | undefined, lane: 'AGENTS' | 'RETRIEVAL' = 'AGENTS') =>
  missedChanges(store, lane, position);

const head = async () => (await missed(undefined)).position;

/** Marks everything of these lanes as delivered. */
async function deliver(...lanes: readonly OutboxEvent['lane'][]): Promise<void> {
  for (const lane of lanes) {
    const rows = await store.outbox.pending(lane, 20_000);
    const sequences = rows.map(({ sequence }) => sequence);
    await store.outbox.markDelivered(sequences, 0, now);
  }
}

async function deliverAll(): Promise<void> {
  await deliver('INDEX', 'BYTES', 'WORKER', 'RETRIEVAL', 'AGENTS', 'GATEWAY');
}

describe('what a cache has missed', () => {
  it('is nothing when it stands where the log ends', async () => {
    await record(contentChanged(HASH));
    await deliverAll();

    expect(await missed(await head())).toMatchObject({ changes: [], position: await head() });
  });

  it('is what was changed after its position, each tag once and in order', async () => {
    await record(contentChanged(OTHER));
    await deliverAll();
    const before = await head();
    await record(contentChanged(HASH));
    await record(contentChanged(OTHER));
    await deliverAll();

    const { changes, position } = await missed(before);

    expect(changes).toEqual([{ tags: [`file-${HASH}`, 'search', 'context', `file-${OTHER}`] }]);
    expect(position).not.toBe(before);
    expect(await missed(position)).toMatchObject({ changes: [] });
  });

  it('is, of an earlier time, what was never delivered', async () => {
    await record(fileForgotten(HASH));
    await record(fileForgotten(OTHER));
    const [, later] = await store.outbox.pending('AGENTS', 2);
    await store.outbox.markDelivered([later?.sequence ?? 0], 0, now);

    const { changes } = await missed(await head());

    expect(changes).toEqual([{ tags: [`file-${HASH}`] }]);
  });

  it('is nothing that only others have to know', async () => {
    const before = await head();
    await record([{ lane: 'GATEWAY', fileHash: HASH, tags: ['of-the-gateway'] }]);

    expect(await missed(before)).toMatchObject({ changes: [] });
  });

  it('comes in portions of a thousand tags', async () => {
    const before = await head();
    const tags = Array.from({ length: 2500 }, (_, at) => `tag-${at}`);
    await record([{ lane: 'AGENTS', fileHash: HASH, tags }]);

    const { changes } = await missed(before);

    expect(changes?.map((change) => change.tags?.length)).toEqual([1000, 1000, 500]);
    expect(changes?.flatMap((change) => change.tags)).toEqual(tags);
  });

  it('is told of the files that the index still holds, to the service of the index', async () => {
    await record(fileDeleted(HASH));

    const ofRetrieval = await missed(undefined, 'RETRIEVAL');
    const ofAgents = await missed(undefined);
    await deliver('INDEX');

    expect(ofRetrieval.removedFiles).toEqual([HASH]);
    expect(ofAgents.removedFiles).toEqual([]);
    expect((await missed(undefined, 'RETRIEVAL')).removedFiles).toEqual([]);
  });

  it("is known to the worker's own cache as well", async () => {
    const { position } = await createOwnChanges(store).changesSince(undefined);
    await record(fileForgotten(HASH));

    expect(await createOwnChanges(store).changesSince(position)).toMatchObject({
      changes: [{ tags: [`file-${HASH}`] }],
    });
  });

  it("costs the worker's own cache the extractions, and no vector, when the store is a new one", async () => {
    expect(await createOwnChanges(store).changesSince('another-log:7')).toMatchObject({
      changes: [{ kinds: ['processing'] }],
    });
  });
});

describe('what a cache has missed cannot be told', () => {
  const unknown = { changes: undefined, position: expect.stringMatching(/^[\w-]{36}:\d+$/) };

  it.each([
    ['none', undefined],
    ['none at all', ''],
    ['malformed', 'seventeen'],
    ['not a number', 'a-log:1e3'],
  ])('to a position that is %s', async (_, position) => {
    expect(await missed(position)).toMatchObject(unknown);
  });

  it('to a position in the log of another store', async () => {
    const other = await openWorkerStore(':memory:');
    const { position } = await missedChanges(other, 'AGENTS', undefined);
    await other.close();

    expect(await missed(position)).toMatchObject(unknown);
  });

  it('to a position that the log has never reached', async () => {
    const [log] = (await head()).split(':');

    expect(await missed(`${log}:7`)).toMatchObject(unknown);
  });

  it('when some of it is forgotten', async () => {
    const before = await head();
    await record(fileForgotten(HASH));
    await deliverAll();
    const after = await head();
    now = 1000;
    await store.transact(({ outbox }) => outbox.prune(now));

    expect(await missed(before)).toMatchObject(unknown);
    expect(await missed(after)).toMatchObject({ changes: [], position: after });
  });

  it('only when what is forgotten concerns the cache', async () => {
    const before = await head();
    await record([{ lane: 'BYTES', fileHash: HASH, tags: [] }]);
    await deliverAll();
    now = 1000;
    await store.transact(({ outbox }) => outbox.prune(now));

    expect(await missed(before)).toMatchObject({ changes: [] });
  });

  it('when it is more than dropping everything would cost', async () => {
    const before = await head();
    for (let round = 0; round < 101; round++)
      await record(Array(100).fill({ lane: 'AGENTS', fileHash: HASH, tags: ['t'] }));

    expect(await missed(before)).toMatchObject(unknown);
  });
});

describe('the log', () => {
  it('never uses a sequence again, also when everything is forgotten', async () => {
    await record(fileForgotten(HASH));
    await deliverAll();
    const before = await head();
    now = 1000;
    await store.transact(({ outbox }) => outbox.prune(now));

    await record(fileForgotten(OTHER));

    expect(await missed(before)).toMatchObject({ changes: [{ tags: [`file-${OTHER}`] }] });
  });
});
