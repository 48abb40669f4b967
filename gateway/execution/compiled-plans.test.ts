import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MadeUpSubgraph } from './testing/made-up-subgraph.ts';
import { sameAnswers } from './testing/same-answers.ts';
import { shopSchemas } from './testing/shop-schemas.ts';
import { createTwoExecutors, type TwoExecutors } from './testing/two-executors.ts';

/** `npm run stress:execution` tries more. */
const RUNS = 100;

let shop: TwoExecutors;

beforeAll(async () => {
  shop = await createTwoExecutors(shopSchemas, (name, sdl) => new MadeUpSubgraph(name, sdl));
});

const run = (query: string, variables = {}) => shop.run({ query, variables }, { seed: 2 });

describe('compiled plans', () => {
  it('answer what the library would answer, whatever is asked and whatever the subgraphs say', async () => {
    const before = shop.counts.compiled;

    await fc.assert(sameAnswers(shop), { numRuns: RUNS });

    expect(shop.counts.compiled - before).toBeGreaterThan(RUNS * 0.9);
  });

  it.each([
    ['introspection', '{ __type(name: "Book") { name } }'],
    [
      'a condition that is neither true nor false',
      'query ($if: Boolean = true) { me @skip(if: $if) { id } }',
    ],
  ])('leave %s to the library', async (_, query) => {
    const before = { ...shop.counts };

    const answers = await run(query, { if: null });

    expect(answers?.[1]).toEqual(answers?.[0]);
    expect(shop.counts).toEqual({ ...before, notCovered: before.notCovered + 1 });
  });
});

describe('a fragment within a fragment, on an object of one known type', () => {
  it('is answered where the library leaves it out', async () => {
    const answers = await run('{ person(id: "1") { ... on Actor { ... on Person { id } } } }');

    expect(answers).toMatchObject([
      { data: { person: {} } },
      { data: { person: { id: expect.stringMatching(/^Person/) } } },
    ]);
  });
});
