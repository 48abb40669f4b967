import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { hashOperation } from '../persisted-operations/hash-operation.ts';
import { readOperationManifest } from '../persisted-operations/operation-manifest.ts';
import { startTinyStack, type TinyStack } from '../testing/tiny-stack.ts';

const AUDITS = 61;
const SEARCH = '{ search(query: "tide") { hits { text } } }';

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
  RATE_LIMIT_BURST: '200',
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

const get = (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${stack.url}/graphql?${new URLSearchParams(parameters)}`, { headers });

const post = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${stack.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

const countCalls = () =>
  [stack.worker, stack.retrieval, stack.agents].flatMap(({ calls }) => calls).length;

describe('the gateway over HTTP', () => {
  it('passes every audit of the specification', async () => {
    const audits = serverAudits({ url: () => `${stack.url}/graphql` });

    const results = await Promise.all(audits.map((audit) => audit.fn()));

    const notPassed = results.flatMap((result) =>
      result.status === 'ok' ? [] : [`${result.id} ${result.name}: ${result.reason}`],
    );
    expect(notPassed).toEqual([]);
    expect(audits).toHaveLength(AUDITS);
  });

  it('answers in the type of GraphQL responses when it is asked to, also what is refused before the graph', async () => {
    const accept = 'application/graphql-response+json, application/json;q=0.9';

    const answers = [await post({ query: SEARCH }, { accept }), await post([], { accept })];

    expect(answers.map(({ status }) => status)).toEqual([200, 400]);
    for (const { headers } of answers) {
      expect(headers.get('content-type')).toMatch(/^application\/graphql-response\+json/);
    }
  });

  it('tells a client that batches how to ask instead', async () => {
    const answer = await post([{ query: SEARCH }, { query: SEARCH }]);

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      errors: [
        {
          message: expect.stringMatching(/array of 2.*one by one/),
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ],
    });
  });
});

describe('a GET', () => {
  it.each(['cross-site', 'same-site'])(
    'of a %s page needs a header that CORS must permit',
    async (site) => {
      const forged = await get({ query: SEARCH }, { 'sec-fetch-site': site });
      const permitted = await get(
        { query: SEARCH },
        { 'sec-fetch-site': site, 'apollo-require-preflight': 'yes' },
      );

      expect(forged.status).toBe(400);
      expect(permitted.status).toBe(200);
    },
  );

  it('changes nothing, whoever sends it', async () => {
    const answer = await get({ query: 'mutation { clearCache { complete } }' });

    expect(answer.status).toBe(405);
    expect(stack.worker.invalidations).toEqual([]);
  });
});

describe('a persisted query', () => {
  const persisted = (text: string) => ({
    persistedQuery: { version: 1, sha256Hash: hashOperation(text) },
  });

  it('is sent once, and found by its hash with GET from then on', async () => {
    const text = '{ search(query: "persisted") { totalHits } }';
    const byHash = () => get({ extensions: JSON.stringify(persisted(text)) });

    const unknown = await byHash();
    await post({ query: text, extensions: persisted(text) });
    const known = await byHash();

    expect(await unknown.json()).toMatchObject({
      errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    });
    expect(await known.json()).toEqual({ data: { search: { totalHits: 2 } } });
  });

  it('of the manifest is found without being sent', async () => {
    const manifest = await readOperationManifest(
      fileURLToPath(new URL('../../schema/persisted-operations.json', import.meta.url)),
    );
    const text = [...manifest.values()].find((body) => body.startsWith('query HomePage('));
    if (text === undefined) throw new Error('HomePage is gone; name another operation here');

    const answer = await get({
      extensions: JSON.stringify(persisted(text)),
      variables: JSON.stringify({ query: 'tide' }),
    });

    expect(await answer.json()).toMatchObject({ data: { search: { totalHits: 2 } } });
  });
});

describe('compression', () => {
  const large = `{ search(query: "${'tide '.repeat(300)}") { hits { text } } }`;

  it.each(['br', 'gzip'])('sends a large answer as %s to who accepts it', async (encoding) => {
    const plain = await post({ query: large }, { 'accept-encoding': 'identity' });
    const compressed = await post({ query: large }, { 'accept-encoding': encoding });

    expect(compressed.headers.get('content-encoding')).toBe(encoding);
    expect(compressed.headers.get('vary')).toMatch(/accept-encoding/i);
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await compressed.json()).toEqual(await plain.json());
  });

  it('leaves a small answer as it is', async () => {
    const answer = await post({ query: SEARCH }, { 'accept-encoding': 'br, gzip' });

    expect(answer.headers.get('content-encoding')).toBeNull();
  });
});

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
    const before = countCalls();

    const { data, errors } = await stack.query(query);

    expect(data).toBeUndefined();
    expect(errors).toEqual([
      {
        message: expect.stringContaining(String(maximum)),
        extensions: { code: 'BAD_USER_INPUT', limit: { name, maximum, ...(actual && { actual }) } },
      },
    ]);
    expect(countCalls()).toBe(before);
  });

  it('costs by its variables each time', async () => {
    const query = 'query($n: Int) { search(query: "a", first: $n) { totalHits hits { text } } }';

    const few = await stack.query(query, { n: 400 });
    const many = await stack.query(query, { n: 600 });

    expect(few.data).toMatchObject({ search: { totalHits: 2 } });
    expect(many.errors?.[0]?.message).toMatch(/601 points of cost.*500.*`first`/);
  });

  it('has status 400 for a client that reads it', async () => {
    const response = await post(
      { query: '{ models { a: name b: name c: name d: name e: name } }' },
      { accept: 'application/graphql-response+json' },
    );

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
  const BUCKET = 200;
  const askOnce = (query: string, user: string) => stack.query(query, {}, { 'x-user-id': user });

  /** What it is answered until it is refused. A busy machine lets some pass: buckets gain a little, and a slow Redis counts nothing. */
  async function askTooOften(query: string, user: string) {
    const answers: Awaited<ReturnType<typeof askOnce>>[] = [];
    for (let rounds = 0; rounds < 20 && !answers.some(({ errors }) => errors); rounds += 1)
      answers.push(
        ...(await Promise.all(Array.from({ length: BUCKET / 2 }, () => askOnce(query, user)))),
      );
    return {
      served: answers.filter(({ errors }) => errors === undefined),
      refused: answers.find(({ errors }) => errors !== undefined),
    };
  }

  it('is refused by the gateway, also after every cache was cleared', async () => {
    await askTooOften('{ __typename }', 'flood');

    const cleared = await askOnce('mutation { clearCache { complete } }', 'operator');
    const { served, refused } = await askTooOften('{ __typename }', 'flood');

    expect(cleared.data).toMatchObject({ clearCache: { complete: true } });
    expect(refused?.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    expect(served.length).toBeLessThan(BUCKET);
  });

  it('is refused what is kept as well, of which each answer takes one token', async () => {
    await askOnce(SEARCH, 'reader');

    const { served, refused } = await askTooOften(SEARCH, 'reader');

    expect(served.length).toBeGreaterThanOrEqual(BUCKET - 1);
    expect(served.some(({ headers }) => headers.get('x-cache') === 'HIT')).toBe(true);
    expect(refused?.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
