import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTinyStack, type TinyStack } from './testing/tiny-stack.ts';

const SANDBOX = 'https://studio.apollographql.com';

let stack: TinyStack;

beforeAll(async () => {
  stack = await startTinyStack();
});

afterAll(() => stack.close());

describe('a browser', () => {
  it('finds a page that opens Sandbox with queries', async () => {
    const response = await fetch(stack.url, { headers: { accept: 'text/html' } });

    expect(response.headers.get('content-type')).toMatch(/text\/html/);
    const page = await response.text();
    for (const name of ['Search', 'HomePage', 'CacheStats'])
      expect(page).toContain(`query%20${name}`);
    expect(page).not.toContain('mutation%20');
  });

  it('may call from Sandbox and from nowhere else', async () => {
    const preflight = (origin: string) =>
      fetch(`${stack.url}/graphql`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-headers': 'content-type' },
      });

    const sandbox = await preflight(SANDBOX);
    const stranger = await preflight('https://stranger.example');

    expect(sandbox.status).toBe(204);
    expect(sandbox.headers.get('access-control-allow-origin')).toBe(SANDBOX);
    expect(sandbox.headers.get('access-control-allow-headers')).toBe('content-type');
    expect(stranger.headers.has('access-control-allow-origin')).toBe(false);
  });

  it('cannot be made to send an operation without knowing it', async () => {
    const response = await fetch(`${stack.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{"query":"mutation { clearCache { complete } }"}',
    });

    expect(response.ok).toBe(false);
    expect(stack.worker.invalidations).toEqual([]);
  });
});

describe('a tool', () => {
  it('can read the schema', async () => {
    const { data } = await stack.query('{ __schema { queryType { name } } }');

    expect(data.__schema.queryType.name).toBe('Query');
  });

  it('sees that the gateway is alive and ready', async () => {
    const health = await fetch(`${stack.url}/health`);
    const ready = await fetch(`${stack.url}/ready`);

    expect(await health.json()).toMatchObject({ status: 'ok', service: 'gateway' });
    expect(await ready.json()).toMatchObject({ status: 'ready' });
  });

  it('can send a query with GET', async () => {
    const url = new URL('/graphql', stack.url);
    url.searchParams.set('query', '{ search(query: "a") { totalHits } }');

    const response = await fetch(url, { headers: { 'apollo-require-preflight': 'yes' } });

    expect(await response.json()).toEqual({ data: { search: { totalHits: 2 } } });
  });
});
