import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { House } from './house/house.ts';

/** The ways in which a file's text reaches a client; the middle two may come from the gateway's own cache. */
const readings = [
  'query($q: String!) { search(query: $q, first: 5) { hits { text file { hash } } cache { status } } }',
  'query($q: String!) { search(query: $q, first: 5) { hits { text } } }',
  'query($q: String!) { contextBundle(query: $q, tokenBudget: 300) { text } }',
  'query($q: String!) { search(query: $q, first: 5, mode: KEYWORD) { hits { file { similar { text } } text } cache { status } } }',
];

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
  const reader = async (query: string) => {
    while (!isOver()) {
      const startedAt = performance.now();
      const { data } = await house.query(query, { q: text });
      reads.push({ startedAt, isFound: JSON.stringify(data).includes(text) });
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
      for (const query of readings) await house.query(query, { q: text });

      const { data } = await house.query(
        'mutation($hash: ID!) { deleteFile(hash: $hash) { invalidation { status } } }',
        { hash },
      );
      const acknowledgedAt = performance.now();
      for (const query of [...readings, ...readings]) await house.query(query, { q: text });
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
    for (const query of readings) await house.query(query, { q: text });

    await house.ingest(`numbat-${round}.txt`, `The ${text}.`);
    const doneAt = performance.now();
    for (const query of [...readings, ...readings]) await house.query(query, { q: text });
    isOver = true;
    const reads = await reading;

    const later = reads.filter(({ startedAt }) => startedAt > doneAt);
    expect(later.length).toBeGreaterThan(0);
    expect(later.filter(({ isFound }) => !isFound)).toEqual([]);
  });
});
