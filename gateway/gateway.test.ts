import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTinyStack, type TinyStack } from './testing/tiny-stack.ts';

const TOKEN = 'a-token-of-the-stack';
const FEDERATED = `query($query: String!) { search(query: $query) { tookMs hits {
  chunk { text file { name } } file { name similar { score } } } } }`;

let stack: TinyStack;

beforeAll(async () => {
  stack = await startTinyStack({ INTERNAL_TOKEN: TOKEN, SUBGRAPH_TIMEOUT_MS: '1000' });
});

afterAll(() => stack.close());

describe('the graph', () => {
  it('joins what two services know, with one call to each place in the answer', async () => {
    const [retrievalCalls, workerCalls] = [stack.retrieval.calls.length, stack.worker.calls.length];

    const { data, errors } = await stack.query(FEDERATED, { query: 'tide' });

    expect(errors).toBeUndefined();
    expect(data.search.hits[1]).toEqual({
      chunk: { text: 'passage bb-0', file: { name: 'moon.txt' } },
      file: { name: 'moon.txt', similar: [{ score: 0.5 }] },
    });
    expect(stack.retrieval.calls.length - retrievalCalls).toBe(1);
    expect(stack.worker.calls.length - workerCalls).toBe(2);
  });

  it('gives each of many who ask the same at once a whole answer', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => stack.query(FEDERATED, { query: 'crowd' })),
    );

    const [{ text } = { text: '' }] = answers;
    expect(text).toContain('passage bb-0');
    expect(answers.map((answer) => answer.text)).toEqual(Array(20).fill(text));
  });

  it("carries the caller's request id to every service and back", async () => {
    const { headers } = await stack.query(
      FEDERATED,
      { query: 'id' },
      { 'x-request-id': 'abc-1', 'cache-control': 'no-cache' },
    );

    expect(headers.get('x-request-id')).toBe('abc-1');
    expect(stack.retrieval.calls.at(-1)?.['x-request-id']).toBe('abc-1');
    expect(stack.worker.calls.at(-1)?.['x-request-id']).toBe('abc-1');
  });

  it('shows the services the token of the stack, and not what the client sent', async () => {
    await stack.query(FEDERATED, { query: 'token' }, { authorization: 'Bearer of-a-client' });

    expect(stack.retrieval.calls.at(-1)?.authorization).toBe(`Bearer ${TOKEN}`);
  });

  it('keeps the extensions of the services to itself', async () => {
    const { text } = await stack.query(FEDERATED, { query: 'extensions' });

    expect(text).not.toContain('apolloCacheTags');
  });
});

describe('errors', () => {
  it('hides what a service should not have said, and keeps the path', async () => {
    const { errors, text } = await stack.query('{ job(id: 1) { id } }');

    expect(errors).toMatchObject([
      {
        message: 'Internal server error',
        path: ['job'],
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      },
    ]);
    expect(text).not.toContain('redis://');
  });

  it('passes on a known code with its message and the service it came from', async () => {
    stack.content.searchFault = Object.assign(new Error('`first` must be between 0 and 100.'), {
      extensions: { code: 'BAD_USER_INPUT' },
    });

    const { errors } = await stack.query(FEDERATED, { query: 'fault' });

    stack.content.searchFault = undefined;
    expect(errors).toMatchObject([
      {
        message: '`first` must be between 0 and 100.',
        extensions: { code: 'BAD_USER_INPUT', serviceName: 'retrieval' },
      },
    ]);
  });

  it('says that a service did not answer in time', async () => {
    stack.content.beforeSearch = () => new Promise(() => {});

    const { errors } = await stack.query(FEDERATED, { query: 'hung' });

    stack.content.beforeSearch = async () => {};
    expect(errors).toMatchObject([
      { message: 'The retrieval service did not answer in time.', extensions: { code: 'TIMEOUT' } },
    ]);
  });

  it('tells a client what is wrong with its document', async () => {
    const { errors } = await stack.query('{ search(query: "a") { nothing } }');

    expect(errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('tells a client what is wrong with its variables', async () => {
    const { errors } = await stack.query(FEDERATED, { query: 7 });

    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('with the worker away', () => {
  beforeAll(async () => {
    await fetch(`${stack.url}/ready`);
    await stack.worker.close();
  });

  it('answers what the others know, and says what is missing without an address', async () => {
    const fresh = { 'cache-control': 'no-cache' };
    const { data, errors, text } = await stack.query(FEDERATED, { query: 'alone' }, fresh);

    expect(data.search.hits).toEqual([
      { chunk: null, file: null },
      { chunk: null, file: null },
    ]);
    expect(errors).toContainEqual({
      message: 'The worker service cannot be reached; is it running?',
      extensions: { code: 'SUBGRAPH_UNAVAILABLE', serviceName: 'worker' },
    });
    expect(text).not.toMatch(/ECONNREFUSED|127\.0\.0\.1|localhost/);
  });

  it('is still ready, and says that it is not whole', async () => {
    const response = await fetch(`${stack.url}/ready`);

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      status: 'degraded',
      checks: { worker: 'unavailable', retrieval: 'ok', agents: 'ok', redis: 'ok' },
    });
  });
});

describe('a subscription', () => {
  it('is refused with the place where it is served', async () => {
    const { errors } = await stack.query('subscription { runProgress(id: "x") { sequence } }');

    expect(errors).toMatchObject([
      {
        message: expect.stringMatching(/agents service.* \/graphql .* \/graphql\/stream/),
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });
});
