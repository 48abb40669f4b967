import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { House } from './house/house.ts';

/** The ways in which a file's text reaches a client of the graph; the middle two may come from the gateway's own cache. */
const queries = [
  'query($q: String!) { search(query: $q, first: 5) { hits { text file { hash } } cache { status } } }',
  'query($q: String!) { search(query: $q, first: 5) { hits { text } } }',
  'query($q: String!) { contextBundle(query: $q, tokenBudget: 300) { text } }',
  'query($q: String!) { search(query: $q, first: 5, mode: KEYWORD) { hits { file { similar { text } } text } cache { status } } }',
];

/** Those, and the tools of agents; each gives what the client was shown. */
const readings: readonly ((text: string) => Promise<string>)[] = [
  ...queries.map(
    (query) => async (q: string) => JSON.stringify((await house.query(query, { q })).data),
  ),
  (query) => useTool('search', { query, first: 5 }),
  (query) => useTool('contextBundle', { query, tokenBudget: 300 }),
];

async function useTool(name: string, given: unknown): Promise<string> {
  const response = await fetch(`${house.urls.agents}/mcp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name, arguments: given },
    }),
  });
  return response.text();
}

interface Read {
  readonly startedAt: number;
  readonly isFound: boolean;
}

let house: House;

beforeAll(async () => {
  house = await House.open();
  await house.ingest('stays.txt', 'Wombats dig wide burrows and sleep through the day.');
}, 120_000);

afterAll(() => house.close());

/** Reads without a pause, in all ways at once, until `isOver`; tells which reads found the text. */
async function readWithoutPause(text: string, isOver: () => boolean): Promise<Read[]> {
  const reads: Read[] = [];
  const reader = async (read: (text: string) => Promise<string>) => {
    while (!isOver()) {
      const startedAt = performance.now();
      const shown = await read(text);
      reads.push({ startedAt, isFound: shown.includes(text) });
    }
  };
  await Promise.all(readings.map(reader));
  return reads;
}

describe('content that changes under readers', () => {
  it.each([1, 2])(
    'is never served after its deletion was acknowledged (round %i)',
    async (round) => {
      const text = `quokka number ${round} naps on the warm verandah`;
      const hash = await house.ingest(`quokka-${round}.txt`, `The ${text}.`);
      let isOver = false;
      const reading = readWithoutPause(text, () => isOver);
      for (const read of readings) await read(text);

      const { data } = await house.query(
        'mutation($hash: ID!) { deleteFile(hash: $hash) { invalidation { status } } }',
        { hash },
      );
      const acknowledgedAt = performance.now();
      for (const read of [...readings, ...readings]) await read(text);
      isOver = true;
      const reads = await reading;

      expect(data.deleteFile.invalidation.map(({ status }: { status: string }) => status)).toEqual(
        Array(4).fill('DONE'),
      );
      expect(reads.some(({ isFound }) => isFound)).toBe(true);
      const later = reads.filter(({ startedAt }) => startedAt > acknowledgedAt);
      expect(later.length).toBeGreaterThan(0);
      expect(later.filter(({ isFound }) => isFound)).toEqual([]);
    },
  );

  it.each([1, 2])('is found by the next search once its job is done (round %i)', async (round) => {
    const text = `numbat number ${round} licks termites from the log`;
    let isOver = false;
    const reading = readWithoutPause(text, () => isOver);
    for (const read of readings) await read(text);

    await house.ingest(`numbat-${round}.txt`, `The ${text}.`);
    const doneAt = performance.now();
    for (const read of [...readings, ...readings]) await read(text);
    isOver = true;
    const reads = await reading;

    const later = reads.filter(({ startedAt }) => startedAt > doneAt);
    expect(later.length).toBeGreaterThan(0);
    expect(later.filter(({ isFound }) => !isFound)).toEqual([]);
  });
});
