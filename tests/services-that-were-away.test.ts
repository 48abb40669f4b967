import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../subgraphs/shared/testing/eventually.ts';
import { House, type Service } from './house/house.ts';

const SEARCH = `query($query: String!) {
  search(query: $query, first: 3) { hits { text } cache { status } } }`;
/** Without `cache`, so that the gateway may keep the answer. */
const SEARCH_KEPT = 'query($query: String!) { search(query: $query, first: 3) { hits { text } } }';
const ASK = `mutation($agentId: ID!, $query: String!) { ask(input: { agentId: $agentId, message: $query }) {
  answer { toolCalls { result cache { status } } } } }`;
const DELETE = `mutation($hash: ID!) { deleteFile(hash: $hash) { invalidation { service status } } }`;
const FILE = 'query($hash: ID!) { file(hash: $hash) { hash } }';

/** After this long a process that hangs may not serve from memory any more. */
const LEASE_MS = 1000;

let house: House;
let agentId: string;

beforeAll(async () => {
  house = await House.open();
  const { data } = await house.query(`mutation { createAgent(input: {
    name: "Keeper", goal: "Answer", tools: ["search"] }) { agent { id } } }`);
  agentId = data.createAgent.agent.id;
}, 120_000);

afterAll(() => house.close());

type Reader = 'retrieval' | 'agents' | 'gateway';

/** What a reader of this service is shown, as text. */
const readings: Record<Reader, (query: string) => Promise<{ shown: string; isCached: boolean }>> = {
  retrieval: async (query) => {
    const { data } = await house.queryService('retrieval', SEARCH, { query });
    return {
      shown: JSON.stringify(data.search.hits),
      isCached: data.search.cache.status === 'HIT',
    };
  },
  agents: async (query) => {
    const { data } = await house.queryService('agents', ASK, { query, agentId });
    const [call] = data.ask.answer.toolCalls;
    return { shown: JSON.stringify(call.result), isCached: call.cache.status === 'HIT' };
  },
  gateway: async (query) => {
    const { data, headers } = await house.query(SEARCH_KEPT, { query });
    return {
      shown: JSON.stringify(data.search.hits),
      isCached: headers.get('x-cache') === 'HIT',
    };
  },
};

const untilCached = (reader: Reader, query: string) =>
  eventually(
    () => readings[reader](query),
    ({ isCached }) => isCached,
  );

async function deleteFile(hash: string): Promise<Record<string, string>> {
  const { data } = await house.queryService('worker', DELETE, { hash });
  const told: { service: string; status: string }[] = data.deleteFile.invalidation;
  return Object.fromEntries(told.map(({ service, status }) => [service.toLowerCase(), status]));
}

const stop = (names: readonly Service[]) =>
  Promise.all(names.map((name) => house.processes[name].stop('SIGKILL')));
const start = (names: readonly Service[]) =>
  Promise.all(names.map((name) => house.processes[name].start()));
const readAll = (names: readonly Reader[], query: string) =>
  Promise.all(names.map((name) => readings[name](query)));
const untilAllCached = (names: readonly Reader[], query: string) =>
  Promise.all(names.map((name) => untilCached(name, query)));

describe('services that were killed and are started again', () => {
  const all: readonly Reader[] = ['retrieval', 'agents', 'gateway'];

  it('never show again what was deleted meanwhile, not even once', async () => {
    const text = 'The heron stands in the shallow weir';
    const hash = await house.ingest('heron.txt', `${text}.`);
    const before = await untilAllCached(all, text);
    await stop(all);

    const told = await deleteFile(hash);
    await start(all);
    const after = await readAll(all, text);

    for (const { shown } of before) expect(shown).toContain(text);
    const pending = { retrieval: 'PENDING', agents: 'PENDING', gateway: 'PENDING' };
    expect(told).toEqual({ worker: 'DONE', ...pending });
    for (const { shown } of after) expect(shown).not.toContain(text);
  });

  it('show at once what was ingested meanwhile', async () => {
    const text = 'The avocet sweeps its bill through the brine';
    const before = await untilAllCached(['agents', 'gateway'], text);
    await stop(['agents', 'gateway']);
    await house.ingest('avocet.txt', `${text}.`);

    await start(['agents', 'gateway']);
    const after = await readAll(['agents', 'gateway'], text);

    for (const { shown } of before) expect(shown).not.toContain(text);
    for (const { shown } of after) expect(shown).toContain(text);
  });

  it('serve from their caches when nothing changed', async () => {
    const text = 'The bittern booms in the reeds';
    await house.ingest('bittern.txt', `${text}.`);
    await untilAllCached(all, text);
    await stop(all);

    await start(all);
    const after = await readAll(all, text);

    expect(after.map(({ isCached }) => isCached)).toEqual([true, true, true]);
  });
});

describe('services that hang', () => {
  const hung: readonly Reader[] = ['agents', 'gateway'];

  it('never show what was deleted when they go on', async () => {
    const text = 'The crane dances on one leg at dawn';
    const hash = await house.ingest('crane.txt', `${text}.`);
    await untilAllCached(hung, text);
    for (const name of hung) house.processes[name].signal('SIGSTOP');

    const told = await deleteFile(hash);
    for (const name of hung) house.processes[name].signal('SIGCONT');
    const after = await readAll(hung, text);

    expect(told).toMatchObject({ retrieval: 'DONE', agents: 'PENDING', gateway: 'PENDING' });
    for (const { shown } of after) expect(shown).not.toContain(text);
  });

  it('as little as retrieval does from its cache, and its index forgets it as well', async () => {
    const text = 'The snipe drums above the bog';
    const hash = await house.ingest('snipe.txt', `${text}.`);
    await untilCached('retrieval', text);
    house.processes.retrieval.signal('SIGSTOP');

    // Its answer takes as long as the index is waited for.
    const deletion = deleteFile(hash);
    await eventually(
      () => house.queryService('worker', FILE, { hash }),
      ({ data }) => data.file === null,
    );
    await wait(LEASE_MS);
    house.processes.retrieval.signal('SIGCONT');
    // Until it has heard what it missed it may search its index, but never answer from before.
    const after = await eventually(
      async () => {
        const read = await readings.retrieval(text);
        expect([read.isCached, read.shown.includes(text)]).not.toEqual([true, true]);
        return read;
      },
      ({ shown }) => !shown.includes(text),
    );

    expect(after.shown).not.toContain(text);
    expect(await deletion).toMatchObject({ worker: 'DONE' });
  });
});

describe('services that start without the worker', () => {
  const names: readonly Reader[] = ['retrieval', 'agents'];

  it('answer, and show nothing from before', async () => {
    const deleted = 'The curlew cries over the mudflat';
    const kept = 'The plover runs along the tideline';
    const hash = await house.ingest('curlew.txt', `${deleted}.`);
    await house.ingest('plover.txt', `${kept}.`);
    await untilCached('agents', deleted);
    await untilCached('retrieval', kept);
    await house.processes.agents.stop('SIGKILL');
    await deleteFile(hash);
    await stop(['worker', 'retrieval']);
    for (const name of names) house.processes[name].log.length = 0;

    await start(names);
    const ofAgents = await readings.agents(deleted);
    const ofRetrieval = await readings.retrieval(kept);

    expect(ofAgents.shown).not.toContain(deleted);
    expect(ofRetrieval).toMatchObject({ shown: expect.stringContaining(kept), isCached: false });
  });

  it('say so in one line each, and serve from an empty cache then', async () => {
    await untilAllCached(names, 'The plover runs along the tideline');

    for (const name of names) {
      const warnings = house.processes[name].log.filter((line) =>
        JSON.stringify(line).includes('could not be asked what changed'),
      );
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toMatchObject({ level: expect.anything(), operation: 'catch up' });
    }
  });
});
