import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTinyStack, type TinyStack } from './testing/tiny-stack.ts';

const committed = readFileSync(new URL('../schema/supergraph.graphql', import.meta.url), 'utf8');
const SEARCH = '{ search(query: "a") { totalHits } }';
const DEADLINE_MS = 10_000;

let folder: string;
let path: string;
let stack: TinyStack;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'supergraph-'));
  path = join(folder, 'supergraph.graphql');
  writeFileSync(path, committed);
  stack = await startTinyStack({ SUPERGRAPH_PATH: path, SUPERGRAPH_POLL_MS: '20' });
});

afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true, force: true });
});

const fieldsOfQuery = async (): Promise<string[]> => {
  const { data } = await stack.query('{ __type(name: "Query") { fields { name } } }');
  return data.__type.fields.map((field: { name: string }) => field.name);
};

/** Asks until the field is there, or is not. */
async function untilQueryHas(field: string, isThere: boolean): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  while ((await fieldsOfQuery()).includes(field) !== isThere) {
    if (Date.now() > deadline) throw new Error(`Query.${field} is not as expected in time`);
    await delay(20);
  }
}

async function servedTwice(): Promise<string | null> {
  await stack.query(SEARCH);
  return (await stack.query(SEARCH)).headers.get('x-cache');
}

/** Asks without a pause until it is told to stop; gives how many answers there were, and those that were not right. */
function load(queries: readonly string[]) {
  const faults: unknown[] = [];
  let answered = 0;
  let isOver = false;
  const readers = queries.map(async (query) => {
    while (!isOver) {
      const { data, errors } = await stack
        .query(query)
        .catch((error) => ({ data: null, errors: error }));
      answered += 1;
      if (errors !== undefined || data === null) faults.push(errors);
    }
  });
  return {
    end: async () => {
      isOver = true;
      await Promise.all(readers);
      return { answered, faults };
    },
  };
}

describe('the supergraph file', () => {
  it('is followed while the gateway runs, without old responses, and a broken one is not', async () => {
    const cached = await servedTwice();
    writeFileSync(path, committed.replace('  models(', '  allModels('));
    await untilQueryHas('allModels', true);
    expect(cached).toBe('HIT');
    expect((await stack.query(SEARCH)).headers.get('x-cache')).toBe('MISS');

    writeFileSync(path, 'type Query {');
    await delay(100);
    expect(await fieldsOfQuery()).toContain('allModels');

    writeFileSync(path, committed);
    await untilQueryHas('allModels', false);
    expect((await stack.query(SEARCH)).data.search.totalHits).toBe(2);
  });

  it('is replaced again and again under load without a failed request', async () => {
    const underLoad = load([
      SEARCH,
      '{ search(query: "b", record: false) { tookMs hits { chunk { text } file { name } } } }',
      '{ file(hash: "aa") { name similar { rank } } }',
      '{ cacheStats { worker { hits } retrieval { hits } gateway { hits } } }',
    ]);
    for (const name of ['first', 'second']) {
      writeFileSync(path, committed.replace('  models(', `  ${name}Models(`));
      await untilQueryHas(`${name}Models`, true);
      writeFileSync(path, 'type Query {');
    }

    const { answered, faults } = await underLoad.end();
    expect(faults).toEqual([]);
    expect(answered).toBeGreaterThan(4);
    expect(await fieldsOfQuery()).toContain('secondModels');
  });
});
