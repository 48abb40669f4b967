import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startTinyStack, type TinyStack } from '../testing/tiny-stack.ts';

const INGEST =
  'mutation($hash: String!, $name: String!) { ingest(input: { name: $name, content: $hash }) { file { hash } } }';
const DELETE = 'mutation($hash: ID!) { deleteFile(hash: $hash) { deleted } }';
const FILE = 'query File($hash: ID!) { file(hash: $hash) { name similar { rank } } }';
const SEARCH =
  'query Find($query: String!) { search(query: $query) { hits { rank chunk { file { name } } file { name } } } }';

let stack: TinyStack;

beforeAll(async () => {
  stack = await startTinyStack();
});

afterAll(() => stack.close());

const hash = fc.constantFrom('aa', 'bb', 'cc');
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ query: fc.constant(FILE), variables: fc.record({ hash }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      query: fc.constant(SEARCH),
      variables: fc.record({ query: fc.constantFrom('tide', 'moon') }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      query: fc.constant(INGEST),
      variables: fc.record({ hash, name: fc.constantFrom('one', 'two') }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ query: fc.constant(DELETE), variables: fc.record({ hash }) }),
  },
);

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

describe('after a mutation', () => {
  it('every answer is the one that is given without a cache', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
        for (const { query, variables } of steps) {
          const cached = await stack.query(query, variables);
          if (query.startsWith('mutation')) continue;
          const fresh = await stack.query(query, variables, { 'cache-control': 'no-cache' });
          expect(cached.text).toBe(fresh.text);
        }
      }),
      { numRuns: 8 },
    );
  });

  it('a read that was under way leaves nothing older behind', async () => {
    await stack.query(INGEST, { hash: 'aa', name: 'before' });
    const held = gate();
    const isSearching = gate();
    stack.content.beforeSearch = () => {
      isSearching.open();
      return held.opened;
    };
    const old = stack.query(SEARCH, { query: 'under way' });
    await isSearching.opened;

    await stack.query(INGEST, { hash: 'aa', name: 'after' });
    stack.content.beforeSearch = async () => {};
    const next = stack.query(SEARCH, { query: 'under way' });
    held.open();
    await old;

    expect((await next).text).toContain('"name":"after"');
    expect((await next).text).not.toContain('"name":"before"');
    expect((await stack.query(SEARCH, { query: 'under way' })).text).toBe((await next).text);
  });
});
