import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTinyStack, type TinyStack } from '../testing/tiny-stack.ts';

const limits = {
  OPERATION_MAX_TOKENS: '2000',
  OPERATION_MAX_FIELDS: '300',
  OPERATION_MAX_DEPTH: '8',
  OPERATION_MAX_ROOT_FIELDS: '3',
  OPERATION_MAX_ALIASES: '4',
  OPERATION_MAX_DIRECTIVES: '2',
  OPERATION_MAX_COST: '500',
  OPERATION_MAX_BODY_BYTES: '10000',
  RATE_LIMIT_PER_MINUTE: '1',
  RATE_LIMIT_BURST: '20',
};

const nested = (levels: number): string =>
  levels === 0 ? 'score' : `file { similar { ${nested(levels - 1)} } }`;
const doubling = Array.from(
  { length: 20 },
  (_, step) => `fragment F${step} on File { ...F${step + 1} ...F${step + 1} }`,
).join(' ');

let stack: TinyStack;

beforeAll(async () => {
  stack = await startTinyStack(limits);
});

afterAll(() => stack.close());

describe('an operation over a limit', () => {
  it.each([
    ['tokens', `{ ${'models { name } '.repeat(500)} }`, undefined, 2000],
    [
      'fields',
      `{ file(hash: "a") { ...F0 } } ${doubling} fragment F20 on File { name }`,
      2 ** 20 + 1,
      300,
    ],
    ['depth', `{ search(query: "a") { hits { ${nested(4)} } } }`, 11, 8],
    [
      'rootFields',
      '{ models { name } job(id: 1) { id } __typename ... { cacheStats { __typename } } }',
      4,
      3,
    ],
    ['aliases', '{ models { a: name b: name c: name d: name e: name } }', 5, 4],
    [
      'directives',
      '{ models { name @skip(if: true) name @skip(if: true) name @skip(if: true) } }',
      3,
      2,
    ],
    [
      'cost',
      '{ search(query: "a", first: 20) { hits { file { similar(first: 50) { score } } } } }',
      1041,
      500,
    ],
  ])('is refused with the figures, and asks nobody: %s', async (name, query, actual, maximum) => {
    const { data, errors } = await stack.query(query);

    expect(data).toBeUndefined();
    expect(errors).toEqual([
      {
        message: expect.stringContaining(String(maximum)),
        extensions: { code: 'BAD_USER_INPUT', limit: { name, maximum, ...(actual && { actual }) } },
      },
    ]);
    const calls = [stack.worker, stack.retrieval, stack.agents].flatMap((service) => service.calls);
    expect(calls).toEqual([]);
  });

  it('costs by its variables each time', async () => {
    const query = 'query($n: Int) { search(query: "a", first: $n) { totalHits hits { text } } }';

    const few = await stack.query(query, { n: 400 });
    const many = await stack.query(query, { n: 600 });

    expect(few.data).toMatchObject({ search: { totalHits: 2 } });
    expect(many.errors?.[0]?.message).toMatch(/601 points of cost.*500.*`first`/);
  });

  it('has status 400 for a client that reads it', async () => {
    const response = await fetch(`${stack.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query: '{ models { a: name b: name c: name d: name e: name } }' }),
    });

    expect(response.status).toBe(400);
  });

  it('is not even read when its body is too large', async () => {
    const { errors } = await stack.query(`{ models { name } } # ${'x'.repeat(10_000)}`);

    expect(errors).toMatchObject([
      {
        message: expect.stringContaining('10000 bytes'),
        extensions: { code: 'PAYLOAD_TOO_LARGE' },
      },
    ]);
  });
});

describe('a client over its rate', () => {
  it('is refused by the gateway, also after every cache was cleared', async () => {
    const ask = (query: string) => stack.query(query, {}, { 'x-user-id': 'flood' });
    for (let request = 0; request < 19; request++) await ask('{ __typename }');

    const cleared = await ask('mutation { clearCache { complete } }');
    const refused = await ask('{ __typename }');

    expect(cleared.data).toMatchObject({ clearCache: { complete: true } });
    expect(refused.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
  });
});
