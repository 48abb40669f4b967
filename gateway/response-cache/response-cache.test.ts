import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTinyStack, type TinyStack } from '../testing/tiny-stack.ts';

const SEARCH =
  'query Find($query: String!) { search(query: $query) { hits { text file { name } } } }';

let stack: TinyStack;

beforeAll(async () => {
  stack = await startTinyStack();
});

afterAll(() => stack.close());

const find = (query: string, headers = {}) => stack.query(SEARCH, { query }, headers);
const send = (variables: object, headers: Readonly<Record<string, string>>) =>
  fetch(`${stack.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: SEARCH, variables }),
  });
const servedAs = ({ headers }: { headers: Headers }) => headers.get('x-cache');
const searches = () => stack.retrieval.calls.length;

describe('a query that may be cached', () => {
  it('is answered from the cache the second time, with its age', async () => {
    const first = await find('again');
    const before = searches();

    const second = await find('again');

    expect(servedAs(first)).toBe('MISS');
    expect(servedAs(second)).toBe('HIT');
    expect(second.headers.get('age')).toMatch(/^\d+$/);
    expect(second.headers.get('cache-control')).toMatch(/^max-age=3[2-6]\d\d, public$/);
    expect(second.headers.get('vary')).toBe('Origin, Accept');
    expect(second.data).toEqual(first.data);
    expect(searches()).toBe(before);
  });

  it('is the same one whatever its comments and white space', async () => {
    await find('spaces');

    const second = await stack.query(`# a comment\n${SEARCH.replaceAll(' ', '\n  ')}`, {
      query: 'spaces',
      unused: 1,
    });

    expect(servedAs(second)).toBe('HIT');
  });

  it('is sent, the third time, the very bytes of the first, without being parsed', async () => {
    const first = await find('bytes');
    await find('bytes');

    const third = await find('bytes');

    expect(third.text).toBe(first.text);
    expect(third.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect(third.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
    expect(servedAs(third)).toBe('HIT');
  });

  it('is sent compressed, also when it is not parsed, to who accepts it', async () => {
    const variables = { query: 'tide '.repeat(300) };
    const headers = { 'accept-encoding': 'br' };
    const first = await send(variables, headers);
    const etag = first.headers.get('etag') ?? '';

    const unchanged = await send(variables, { ...headers, 'if-none-match': etag });
    const answers = [await send(variables, headers), await send(variables, headers)];

    expect(unchanged.status).toBe(304);
    expect(answers.map(servedAs)).toEqual(['HIT', 'HIT']);
    const body = await first.text();
    for (const answer of [first, ...answers]) {
      expect(answer.headers.get('content-encoding')).toBe('br');
      expect(answer.headers.get('vary')).toBe(first.headers.get('vary'));
    }
    for (const answer of answers) expect(await answer.text()).toBe(body);
  });

  it('is another one with other variables', async () => {
    await find('one');

    expect(servedAs(await find('two'))).toBe('MISS');
  });

  it('is not found by somebody who says who he is, or asks for a fresh answer', async () => {
    await find('private');

    expect(servedAs(await find('private', { authorization: 'Bearer x' }))).toBe('BYPASS');
    expect(servedAs(await find('private', { cookie: 'a=b' }))).toBe('BYPASS');
    expect(servedAs(await find('private', { 'cache-control': 'no-cache' }))).toBe('BYPASS');
  });

  it('is executed once for everybody who asks at the same time', async () => {
    const before = searches();

    const answers = await Promise.all(Array.from({ length: 20 }, () => find('crowd')));

    expect(searches() - before).toBe(1);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });
});

describe('a client that has the answer', () => {
  it.each(['the first time it is kept', 'when it is not even parsed'])(
    'is told so: %s',
    async () => {
      const first = await find('known');
      const etag = first.headers.get('etag') ?? '';

      const again = await send({ query: 'known' }, { 'if-none-match': etag });
      const changed = await send({ query: 'known' }, { 'if-none-match': 'W/"other"' });

      expect(etag).toMatch(/^W\/"/);
      expect([again.status, await again.text()]).toEqual([304, '']);
      expect(again.headers.get('etag')).toBe(etag);
      expect(changed.status).toBe(200);
    },
  );

  it('may ask with GET', async () => {
    const url = new URL('/graphql', stack.url);
    url.search = String(new URLSearchParams({ query: '{ search(query: "get") { totalHits } }' }));
    const answers = [];
    for (let at = 0; at < 3; at++) answers.push(await fetch(url));

    const ofAnotherSite = await fetch(url, { headers: { 'sec-fetch-site': 'cross-site' } });

    expect(answers.map(servedAs)).toEqual(['MISS', 'HIT', 'HIT']);
    expect(new Set(await Promise.all(answers.map((each) => each.text()))).size).toBe(1);
    expect(ofAnotherSite.status).toBe(400);
  });
});

describe('a query that may not be cached', () => {
  it.each([
    ['asks how it was served', '{ search(query: "a") { cache { status } } }'],
    ['asks how long it took', '{ search(query: "a") { tookMs } }'],
    ['asks for more than what is tagged', '{ search(query: "a") { totalHits } models { name } }'],
    ['asks for nothing tagged', '{ models { name } }'],
  ])('%s', async (_, query) => {
    await stack.query(query);

    const second = await stack.query(query);

    expect(servedAs(second)).toBe('BYPASS');
    expect(second.headers.get('cache-control')).toBe('no-store');
  });

  it('is executed for each of two who ask one after the other', async () => {
    const before = searches();

    await stack.query('{ search(query: "a") { tookMs } }');
    await stack.query('{ search(query: "a") { tookMs } }');

    expect(searches() - before).toBe(2);
  });
});

describe('an answer that the subgraph forbids to keep', () => {
  it('is not looked for in the cache for a while, nor is its like', async () => {
    const query = 'query Forbidden($query: String!) { search(query: $query) { hits { rank } } }';
    stack.content.isSearchForbidden = true;
    const first = await stack.query(query, { query: 'a' });
    const before = searches();

    const others = [
      await stack.query(query, { query: 'a' }),
      await stack.query(query, { query: 'b' }),
    ];

    stack.content.isSearchForbidden = false;
    expect([first, ...others].map(servedAs)).toEqual(['MISS', 'BYPASS', 'BYPASS']);
    expect(searches() - before).toBe(2);
  });
});

describe('an answer with errors', () => {
  it('is never kept', async () => {
    stack.content.searchFault = new Error('broken');
    const broken = await find('fault');
    stack.content.searchFault = undefined;

    const mended = await find('fault');

    expect(broken.errors).toHaveLength(1);
    expect(mended.errors).toBeUndefined();
    expect(servedAs(mended)).toBe('MISS');
  });
});

describe('an invalidation', () => {
  const invalidate = (input: object) =>
    stack.query('mutation($input: InvalidateInput!) { invalidate(input: $input) { complete } }', {
      input,
    });

  it.each([
    ['a file in it', { fileHash: 'aa' }],
    ['a tag of it', { tags: ['search'] }],
    ['a pattern of searches', { searchPattern: 'nothing like it' }],
  ])('of %s drops it', async (_, input) => {
    await find('dropped');
    expect(servedAs(await find('dropped'))).toBe('HIT');

    const { data } = await invalidate(input);

    expect(data.invalidate.complete).toBe(true);
    expect(servedAs(await find('dropped'))).toBe('MISS');
  });

  it('of something else leaves it', async () => {
    await find('left');

    await invalidate({ fileHash: 'cc' });

    expect(servedAs(await find('left'))).toBe('HIT');
  });

  it.each([{ tags: ['file-bb'] }, { pattern: 'no text' }])(
    'reaches the gateway from another service, by REST: %p',
    async (body) => {
      await find('rest');

      const response = await fetch(`${stack.url}/api/v1/cache/invalidate`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });

      expect(response.status).toBe(200);
      expect(servedAs(await find('rest'))).toBe('MISS');
    },
  );

  it('during the execution keeps the old answer out of the cache', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let reached = () => {};
    const isSearching = new Promise<void>((resolve) => {
      reached = resolve;
    });
    stack.content.beforeSearch = () => {
      reached();
      return held;
    };
    const old = find('race');
    await isSearching;
    stack.content.files.set('aa', 'renamed.txt');

    await invalidate({ fileHash: 'aa' });
    stack.content.beforeSearch = async () => {};
    release();
    await old;

    const { data, headers } = await find('race');
    expect(headers.get('x-cache')).toBe('MISS');
    expect(data.search.hits[0].file.name).toBe('renamed.txt');
  });

  it('of a file that was not there finds the answer that it was not', async () => {
    const query = '{ file(hash: "dd") { name } }';
    await stack.query(query);
    expect(servedAs(await stack.query(query))).toBe('HIT');
    stack.content.files.set('dd', 'new.txt');

    await invalidate({ fileHash: 'dd' });

    expect((await stack.query(query)).data.file).toEqual({ name: 'new.txt' });
  });
});
