import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { hashOperation } from '../persisted-operations/hash-operation.ts';
import { readOperationManifest } from '../persisted-operations/operation-manifest.ts';
import { startTinyStack, type TinyStack } from '../testing/tiny-stack.ts';

const AUDITS = 61;
const SEARCH = '{ search(query: "tide") { hits { text } } }';

let stack: TinyStack;

beforeAll(async () => {
  stack = await startTinyStack();
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
  const many = `{ ${Array.from({ length: 20 }, (_, index) => `s${index}: search(query: "tide") { hits { text file { name } } }`).join(' ')} }`;

  it.each(['br', 'gzip'])('sends a large answer as %s to who accepts it', async (encoding) => {
    const plain = await post({ query: many }, { 'accept-encoding': 'identity' });
    const compressed = await post({ query: many }, { 'accept-encoding': encoding });

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
