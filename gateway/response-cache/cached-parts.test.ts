import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTinyStack, type TinyStack } from '../testing/tiny-stack.ts';

let stack: TinyStack;

beforeAll(async () => {
  stack = await startTinyStack();
});

afterAll(() => stack.close());

const ask = (query: string, headers = {}) => stack.query(query, {}, headers);
const calls = () => ({
  worker: stack.worker.calls.length,
  retrieval: stack.retrieval.calls.length,
});
/** How often each subgraph was asked while this ran. */
async function callsOf(action: () => Promise<unknown>) {
  const before = calls();
  await action();
  return {
    worker: calls().worker - before.worker,
    retrieval: calls().retrieval - before.retrieval,
  };
}
const drop = (tags: readonly string[]) =>
  stack.query('mutation($t: [String!]) { invalidate(input: { tags: $t }) { complete } }', {
    t: tags,
  });

describe('an entity that was fetched for one operation', () => {
  it('serves another', async () => {
    await ask('query One { search(query: "one") { hits { file { name } } } }');
    const query = 'query Two { search(query: "two") { totalHits hits { rank file { name } } } }';

    const asked = await callsOf(() => ask(query));

    expect(asked).toEqual({ worker: 0, retrieval: 1 });
    const { data } = await ask(query);
    expect(data.search.hits.map(({ file }: { file: unknown }) => file)).toEqual([
      { name: 'tide.txt' },
      { name: 'moon.txt' },
    ]);
  });

  it('is asked for again alone when it was dropped, and put into its place', async () => {
    const query = (text: string) =>
      `{ search(query: "${text}") { hits { file { name status } } } }`;
    await ask(query('first'));
    stack.content.files.set('bb', 'stars.txt');

    await drop(['file-bb']);
    const { data } = await ask(query('second'));

    expect(data.search.hits.map(({ file }: { file: { name: string } }) => file.name)).toEqual([
      'tide.txt',
      'stars.txt',
    ]);
  });

  it('is not taken for who asks for a fresh answer', async () => {
    const query = '{ search(query: "one") { hits { file { name } } } }';

    const asked = await callsOf(() => ask(query, { 'cache-control': 'no-cache' }));

    expect(asked).toEqual({ worker: 1, retrieval: 1 });
  });
});

describe('root fields', () => {
  it('are kept apart from what other subgraphs add to them', async () => {
    const query = (field: string) => `{ search(query: "root") { hits { file { ${field} } } } }`;
    await ask(query('name'));

    const asked = await callsOf(() => ask(query('name mediaType')));

    expect(asked).toEqual({ worker: 1, retrieval: 0 });
  });

  it('are for everybody, also for who says who he is, when the subgraph is not told', async () => {
    await ask('{ search(query: "said") { totalHits } }');

    const asked = await callsOf(() =>
      ask('{ search(query: "said") { totalHits } }', { authorization: 'Bearer x' }),
    );

    expect(asked).toEqual({ worker: 0, retrieval: 0 });
  });
});

describe('parts of an answer', () => {
  it.each([
    ['a subgraph', 'subgraph-worker', { worker: 1, retrieval: 0 }],
    ['a type of a subgraph', 'type-worker-File', { worker: 1, retrieval: 0 }],
    ['the root fields of a subgraph', 'type-retrieval-Query', { worker: 0, retrieval: 1 }],
  ])('go by the label of %s', async (_, tag, asked) => {
    const query = '{ search(query: "labels") { hits { file { name } } } }';
    await ask(query);

    await drop([tag]);

    expect(await callsOf(() => ask(query))).toEqual(asked);
  });
});

describe('who asks where an answer came from', () => {
  const asked = { 'x-cache-debug': '1' };

  it('is told of every part, and the answer is that of anybody', async () => {
    const query = '{ search(query: "report") { hits { file { name } } } }';
    await drop(['search', 'file-aa']);

    const first = await ask(query, asked);
    const second = await ask(query, asked);

    const { cache } = JSON.parse(first.text).extensions;
    const part = (name: string) =>
      cache.fetches.find((each: { name: string }) => each.name === name);
    expect(part('search')).toMatchObject({ subgraph: 'retrieval', kind: 'root', status: 'MISS' });
    expect(part('File aa')).toMatchObject({ subgraph: 'worker', kind: 'entity', status: 'MISS' });
    expect(part('File aa').tags).toContain('file-aa');
    expect(part('search').ms).toBeGreaterThan(0);
    expect(JSON.parse(second.text).extensions.cache).toMatchObject({ status: 'HIT' });
    expect(second.data).toEqual((await ask(query)).data);
    expect((await ask(query)).text).not.toContain('extensions');
  });

  it('is told so of what may not be kept', async () => {
    const { text } = await ask('{ search(query: "a") { tookMs } }', asked);

    const { cache } = JSON.parse(text).extensions;
    expect(cache.status).toBe('BYPASS');
    expect(cache.fetches).toEqual([expect.objectContaining({ name: 'search', status: 'BYPASS' })]);
  });

  it('is told as Apollo Router tells it when he asks as Sandbox does', async () => {
    const query = '{ file(hash: "aa") { name } }';
    await ask(query);

    const { text } = await ask(query, { 'apollo-cache-debugging': 'true' });

    const { version, data } = JSON.parse(text).extensions.apolloCacheDebugging;
    expect(version).toBe('1.0');
    expect(data[0]).toMatchObject({
      subgraphName: 'worker',
      kind: { rootFields: ['file'] },
      source: 'cache',
    });
  });
});
