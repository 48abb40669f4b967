import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createServiceClient } from '../../shared/service/service-client.ts';
import { openWorkerStore, type WorkerStore } from '../store/worker-store.ts';
import { MemorySearchIndex } from '../testing/memory-search-index.ts';
import { until } from '../testing/test-worker.ts';
import { createDeliveries } from './deliveries.ts';
import { Outbox } from './outbox.ts';
import { contentChanged, fileDeleted } from './outbox-event.ts';

const HASH = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);

/** A service's cache endpoint as the worker sees it: it writes down what it was told, or refuses. */
class PlayedService {
  readonly told: string[][] = [];
  readonly positions: string[] = [];
  isBroken = false;
  isHung = false;
  readonly #server: Server;

  constructor() {
    this.#server = createServer(async (request, response) => {
      let body = '';
      for await (const piece of request) body += piece;
      if (this.isHung) return undefined;
      if (this.isBroken) return response.writeHead(500).end();
      const { tags, position } = JSON.parse(body);
      this.told.push(tags);
      this.positions.push(position);
      return response.end(JSON.stringify({ removedEntries: 3 }));
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((listening) => this.#server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

let store: WorkerStore;
let service: PlayedService;
let index: MemorySearchIndex;
let outbox: Outbox;
let baseUrl: string;

beforeEach(async () => {
  store = await openWorkerStore(':memory:');
  service = new PlayedService();
  baseUrl = await service.listen();
  index = new MemorySearchIndex();
  outbox = openOutbox();
});

afterEach(async () => {
  await outbox.close();
  service.close();
  await store.close();
});

function openOutbox(retryMs = 10, retrievalUrl = baseUrl): Outbox {
  const client = createServiceClient({ service: 'agents', baseUrl });
  const retrieval = createServiceClient({ service: 'retrieval', baseUrl: retrievalUrl });
  const cache = { invalidate: async () => ({ removedEntries: 2 }) };
  const deliveries = createDeliveries({
    cache,
    index,
    changeLog: store.changeLog,
    removeBytes: async () => undefined,
    retrieval,
    agents: client,
    gateway: client,
  });
  return new Outbox({
    store,
    deliveries,
    logger: pino({ level: 'silent' }),
    now: Date.now,
    retryMs,
  });
}

async function attemptsAt(lane: 'AGENTS'): Promise<number> {
  const [row] = await store.outbox.pending(lane, 1);
  return row?.attempts ?? 0;
}

const record = (events: Parameters<Outbox['record']>[1]) =>
  store.transact((tables) => outbox.record(tables, events));

describe('the outbox', () => {
  it('tells every service once, and reports what went', async () => {
    const answer = await outbox.deliver(await record(fileDeleted(HASH)));

    expect(
      answer.map(({ service: name, status, removedEntries }) => [name, status, removedEntries]),
    ).toEqual([
      ['WORKER', 'DONE', 2],
      ['RETRIEVAL', 'DONE', 3],
      ['AGENTS', 'DONE', 3],
      ['GATEWAY', 'DONE', 3],
    ]);
    expect(service.told).toHaveLength(3);
    expect(index.calls).toEqual(['remove']);
  });

  it('writes nothing when the change itself fails', async () => {
    const failing = store.transact(async (tables) => {
      await outbox.record(tables, fileDeleted(HASH));
      throw new Error('the change failed');
    });

    await expect(failing).rejects.toThrow('the change failed');
    expect(await store.outbox.pending('INDEX', 10)).toEqual([]);
  });

  it('keeps what a service could not be told, and tells it when it is back', async () => {
    service.isBroken = true;

    const answer = await outbox.deliver(await record(contentChanged(HASH)));

    expect(answer).toHaveLength(3);
    for (const { status, error } of answer) {
      expect(status).toBe('PENDING');
      expect(error).toMatch(/answered 500/);
    }
    service.isBroken = false;
    // At least: who was told before a late RETRIEVAL is told again.
    await until(() => (service.told.length >= 3 ? true : undefined));
  });

  it('tells in the order of the changes, many in one call', async () => {
    service.isBroken = true;
    await outbox.deliver(await record(contentChanged(HASH)));
    await outbox.deliver(await record(contentChanged(OTHER)));
    service.isBroken = false;

    const told = await until(() => (service.told.length >= 3 ? service.told : undefined));

    for (const tags of told)
      expect(tags).toEqual([`file-${HASH}`, 'search', 'context', `file-${OTHER}`]);
  });

  it('goes on after a restart with what was left', async () => {
    service.isBroken = true;
    await outbox.deliver(await record(contentChanged(HASH)));
    await outbox.close();
    service.isBroken = false;

    outbox = openOutbox();
    await outbox.start();

    await until(() => (service.told.length === 3 ? true : undefined));
  });

  it('does not let one goal that is away hold up the others', async () => {
    index.isAway = true;

    const answer = await outbox.deliver(await record(fileDeleted(HASH)));

    const statuses = Object.fromEntries(answer.map((each) => [each.service, each.status]));
    expect(statuses).toEqual({
      WORKER: 'DONE',
      RETRIEVAL: 'PENDING',
      AGENTS: 'DONE',
      GATEWAY: 'DONE',
    });
    expect(await outbox.isRemovalPending(HASH)).toBe(true);
  });

  it('waits shorter for a removal while somebody waits for it than when it tries again by itself', async () => {
    index.isAway = true;
    await outbox.deliver(await record(fileDeleted(HASH)));
    index.isAway = false;

    await until(async () => ((await outbox.isRemovalPending(HASH)) ? undefined : true));

    expect(new Set(index.removalTimeouts)).toEqual(new Set([5_000, 15_000]));
    expect(index.removalTimeouts[0]).toBe(5_000);
  });

  it('tells the caches again when a removal reached the index late', async () => {
    index.isAway = true;
    await outbox.deliver(await record(fileDeleted(HASH)));
    expect(service.told).toHaveLength(3);

    index.isAway = false;

    await until(() => (service.told.length === 6 ? true : undefined));
    expect(await outbox.isRemovalPending(HASH)).toBe(false);
  });

  it('tells those that read from retrieval again when it was told late', async () => {
    const retrieval = new PlayedService();
    retrieval.isBroken = true;
    const own = openOutbox(10, await retrieval.listen());
    await own.deliver(await record(contentChanged(HASH)));
    expect(service.told).toHaveLength(2);

    retrieval.isBroken = false;

    await until(() => (service.told.length === 4 ? true : undefined));
    expect(retrieval.told).toHaveLength(1);
    await own.close();
    retrieval.close();
  });

  it('waits once for a goal that hangs, and tells its readers again of all that it had missed', async () => {
    const retrieval = new PlayedService();
    retrieval.isHung = true;
    const own = openOutbox(500, await retrieval.listen());
    await own.deliver(await record(contentChanged(HASH)));
    const askedAt = performance.now();

    const answer = await own.deliver(await record(contentChanged(OTHER)));

    expect(performance.now() - askedAt).toBeLessThan(1000);
    expect(answer).toMatchObject([
      { service: 'RETRIEVAL', status: 'PENDING', error: expect.stringMatching(/in time/) },
      { service: 'AGENTS', status: 'DONE' },
      { service: 'GATEWAY', status: 'DONE' },
    ]);
    retrieval.isHung = false;
    const again = await until(() =>
      service.told.length === 6 ? service.told.slice(4) : undefined,
    );
    const all = expect.arrayContaining([`file-${HASH}`, `file-${OTHER}`]);
    expect([...retrieval.told, ...again]).toEqual([all, all, all]);
    await own.close();
    retrieval.close();
  });

  it('says with each delivery how far the log is told', async () => {
    const changeId = await record(contentChanged(HASH));

    await outbox.deliver(changeId);

    const log = await store.changeLog.id();
    const rows = await store.outbox.ofChange(changeId);
    expect([...service.positions].sort()).toEqual(rows.map(({ sequence }) => `${log}:${sequence}`));
  });

  it('tells a service that asks also what a later delivery has overtaken', async () => {
    // Its removal from the index was not tried yet, so the caches are not told of it; but of what comes after.
    await record(fileDeleted(HASH));
    const overtaking = await record(contentChanged(OTHER));
    const [first] = await store.outbox.ofChange(overtaking);
    await store.outbox.markDelivered([first?.sequence ?? 0], 0, Date.now());
    const log = await store.changeLog.id();

    const { changes } = await outbox.missed('RETRIEVAL', `${log}:${first?.sequence}`);

    expect(changes).toEqual([{ tags: [`file-${HASH}`, 'search', 'context'] }]);
  });

  it('tries soon again to tell a service that has asked', async () => {
    await outbox.close();
    outbox = openOutbox(40);
    service.isBroken = true;
    await outbox.deliver(await record(contentChanged(HASH)));
    // By now the next try would be seconds away.
    await until(async () => ((await attemptsAt('AGENTS')) >= 6 ? true : undefined));
    service.isBroken = false;
    const askedAt = performance.now();

    await outbox.missed('AGENTS', undefined);

    await until(() => (service.told.length > 0 ? true : undefined));
    expect(performance.now() - askedAt).toBeLessThan(1000);
  });
});
