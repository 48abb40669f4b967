import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AUTHORIZED, openTestServer, type TestServer } from './testing/test-server.ts';
import type { TestWorker } from './testing/test-worker.ts';

let open: TestServer;
let house: TestWorker;

beforeAll(async () => {
  open = await openTestServer();
  house = open.house;
});

afterAll(() => open.close());

const query: TestServer['query'] = (text, variables) => open.query(text, variables);

async function ingested(name: string, content: string): Promise<string> {
  const { file, job } = await house.ingest(name, content);
  await house.ended(job.id);
  return file.hash;
}

const INGEST = `mutation($input: IngestInput!) { ingest(input: $input) {
  file { hash name status metadata } job { id status file { hash } } } }`;

describe('GraphQL', () => {
  it('ingests a file and shows all that is known of it', async () => {
    const input = {
      name: 'ebb.md',
      content: '# Ebb\n\nWater leaves — slowly.',
      metadata: { by: 'me' },
    };

    const { data } = await query(INGEST, { input });
    await house.ended(data.ingest.job.id);
    const answer = await query(
      `query($hash: ID!, $job: ID!) {
        file(hash: $hash) { name mediaType sizeBytes modality status error createdAt metadata properties
          chunks { totalCount pageInfo { hasNextPage } edges { cursor node {
            id index text modality location { page start end startMs endMs } file { hash } } } } }
        job(id: $job) { status step progress startedAt finishedAt error attempts } }`,
      { hash: data.ingest.file.hash, job: data.ingest.job.id },
    );

    const { file, job } = answer.data;
    expect(file).toMatchObject({
      name: 'ebb.md',
      mediaType: 'text/markdown',
      sizeBytes: Buffer.byteLength(input.content),
      modality: 'TEXT',
      status: 'READY',
      error: null,
      metadata: { by: 'me' },
      properties: { title: 'Ebb' },
      chunks: { totalCount: 1, pageInfo: { hasNextPage: false } },
    });
    expect(file.chunks.edges[0].node).toMatchObject({
      index: 0,
      text: input.content,
      modality: 'TEXT',
      location: { page: null, start: 0, end: file.sizeBytes, startMs: null, endMs: null },
      file: { hash: data.ingest.file.hash },
    });
    expect(job).toMatchObject({ status: 'COMPLETED', step: null, progress: 1, attempts: 1 });
    expect(answer.extensions.apolloCacheTags).toContain(`file-${data.ingest.file.hash}`);
  });

  it('gives the chunks of a file from any index on, or after a cursor', async () => {
    const text = Array.from({ length: 400 }, (_, at) => `Line ${at} of the tide table.`).join(
      '\n\n',
    );
    const hash = await ingested('tides.txt', text);
    const CHUNKS = `query($hash: ID!, $from: Int, $after: String) { file(hash: $hash) {
      chunks(first: 2, from: $from, after: $after) { totalCount
        pageInfo { hasPreviousPage endCursor } edges { node { index } } } } }`;
    const read = async (at: object) => (await query(CHUNKS, { hash, ...at })).data.file.chunks;
    const indexes = ({ edges }: { edges: { node: { index: number } }[] }) =>
      edges.map(({ node }) => node.index);

    const beginning = await read({ from: 0 });
    const middle = await read({ from: 3 });
    const end = await read({ from: beginning.totalCount });

    expect(indexes(beginning)).toEqual([0, 1]);
    expect(indexes(middle)).toEqual([3, 4]);
    expect(middle.pageInfo.hasPreviousPage).toBe(true);
    expect(indexes(await read({ after: middle.pageInfo.endCursor }))).toEqual([5, 6]);
    expect(indexes(end)).toEqual([]);
    for (const at of [{ from: -1 }, { from: 1, after: middle.pageInfo.endCursor }]) {
      const { errors } = await query(CHUNKS, { hash, ...at });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
  });

  it('lists files newest first, page by page, by name, modality and status', async () => {
    for (const name of ['Ärger-1.txt', 'ärger-2.txt', 'ÄRGER-3.txt']) await ingested(name, name);
    const list = `query($after: String) { files(first: 2, after: $after,
      filter: { nameContains: "äRGER", modalities: [TEXT], status: [READY] }) {
      totalCount pageInfo { hasNextPage hasPreviousPage endCursor } edges { node { name } } } }`;

    const first = (await query(list)).data.files;
    const second = (await query(list, { after: first.pageInfo.endCursor })).data.files;

    const names = [...first.edges, ...second.edges].map(({ node }) => node.name);
    expect(names).toEqual(['ÄRGER-3.txt', 'ärger-2.txt', 'Ärger-1.txt']);
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const none = await query('{ files(filter: { nameContains: "%" }) { totalCount } }');
    expect(none.data.files.totalCount).toBe(0);
  });

  it('resolves ten hits with one store query for the chunks and one for the files', async () => {
    const hashes = await Promise.all(
      Array.from({ length: 10 }, (_, at) => ingested(`hit-${at}.txt`, `Hit number ${at}.`)),
    );
    const chunks = hashes.flatMap((hash) => house.index.live(hash).map(({ chunk }) => chunk.id));
    const representations = [
      ...chunks.map((id) => ({ __typename: 'Chunk', id })),
      ...hashes.map((hash) => ({ __typename: 'File', hash })),
    ];
    house.queries.length = 0;

    const { data } = await query(
      `query($representations: [_Any!]!) { _entities(representations: $representations) {
        ... on Chunk { text file { name } } ... on File { name } } }`,
      { representations },
    );

    expect(data._entities[3]).toEqual({ text: 'Hit number 3.', file: { name: 'hit-3.txt' } });
    expect(data._entities[13]).toEqual({ name: 'hit-3.txt' });
    expect(house.queries.filter((sql) => sql.includes('from "chunks"'))).toHaveLength(1);
    // Not the queue's own, which looks for work in between.
    const reads = house.queries.filter((sql) => sql.startsWith('select'));
    expect(reads.filter((sql) => sql.includes('from "files"'))).toHaveLength(1);
  });

  it('gives null for the entities that are gone, and the others all the same', async () => {
    const hash = await ingested('stays.txt', 'This one stays.');

    const { data, errors } = await query(
      `query($representations: [_Any!]!) { _entities(representations: $representations) {
        ... on Chunk { text } ... on File { name } ... on Job { status } ... on Model { available } } }`,
      {
        representations: [
          { __typename: 'Chunk', id: 'gone' },
          { __typename: 'File', hash },
          { __typename: 'File', hash: 'gone' },
          { __typename: 'Job', id: 'gone' },
          { __typename: 'Model', name: 'tesseract-eng' },
        ],
      },
    );

    expect(errors).toBeUndefined();
    expect(data._entities).toEqual([null, { name: 'stays.txt' }, null, null, { available: true }]);
  });

  it('keeps a file that is on its way, or not there, out of response caches', async () => {
    const cacheControl = async (hash: string) => {
      const response = await open.server.app.inject({
        method: 'POST',
        url: '/graphql',
        headers: AUTHORIZED,
        payload: { query: `{ file(hash: "${hash}") { name } }` },
      });
      return response.headers['cache-control'];
    };
    const hash = await ingested('kept.txt', 'May be kept.');
    house.index.isAway = true;
    const { file, job } = await house.ingest('moving.txt', 'On its way.');

    expect(await cacheControl(hash)).toMatch(/max-age=3600/);
    expect(await cacheControl(file.hash)).toBe('no-store');
    expect(await cacheControl('0'.repeat(64))).toBe('no-store');

    house.index.isAway = false;
    await house.ended(job.id);
  });

  it('shows the models, and of those that cannot be used what to set', async () => {
    const { data } = await query(
      '{ models { name kind available unavailableReason cache { status tags } } chat: models(kind: CHAT) { name } model(name: "nobody") { name } }',
    );

    const byKind = (kind: string) =>
      data.models.find((model: { kind: string }) => model.kind === kind);
    expect(byKind('EMBEDDING')).toMatchObject({ available: true, unavailableReason: null });
    expect(byKind('OCR')).toMatchObject({ name: 'tesseract-eng', available: true });
    expect(byKind('CHAT').unavailableReason).toContain('CHAT_BASE_URL');
    expect(byKind('TRANSCRIPTION').unavailableReason).toContain('Set TRANSCRIPTION_BASE_URL');
    expect(data.chat).toHaveLength(1);
    expect(data.model).toBeNull();
  });

  it('embeds, and says what came from the cache', async () => {
    const embed =
      '{ embed(texts: ["high water"]) { vector model { name dimensions } cache { status tags } } }';

    const [first] = (await query(embed)).data.embed;
    const [second] = (await query(embed)).data.embed;

    expect(first).toMatchObject({
      model: { name: 'words-64', dimensions: 64 },
      cache: { status: 'MISS' },
    });
    expect(second.cache).toMatchObject({ status: 'HIT', tags: ['model-words-64'] });
    expect(second.vector).toEqual(first.vector);
  });

  it('deletes a file, and says `deleted: false` the second time', async () => {
    const hash = await ingested('doomed.txt', 'Soon gone.');
    const remove = `mutation { deleteFile(hash: "${hash}") { hash deleted invalidation { service status } } }`;

    const first = (await query(remove)).data.deleteFile;
    const second = (await query(remove)).data.deleteFile;

    expect(first.deleted).toBe(true);
    expect(first.invalidation).toHaveLength(4);
    expect(second).toEqual({ hash, deleted: false, invalidation: [] });
    expect((await query(`{ file(hash: "${hash}") { name } }`)).data.file).toBeNull();
  });

  it.each<[string, string, Record<string, unknown>, string]>([
    ['an empty file', INGEST, { input: { name: 'a.txt', content: '' } }, 'BAD_USER_INPUT'],
    [
      'a PDF of no bytes',
      INGEST,
      { input: { name: 'a.pdf', content: '', encoding: 'BASE64' } },
      'BAD_USER_INPUT',
    ],
    [
      'invalid base64',
      INGEST,
      { input: { name: 'a', content: '%%%', encoding: 'BASE64' } },
      'BAD_USER_INPUT',
    ],
    ['a file without a name', INGEST, { input: { name: ' ', content: 'x' } }, 'BAD_USER_INPUT'],
    [
      'a PDF that is text',
      INGEST,
      { input: { name: 'a', mediaType: 'application/pdf', content: 'x' } },
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['a page of minus one', '{ files(first: -1) { totalCount } }', {}, 'BAD_USER_INPUT'],
    [
      'a page of a hundred thousand',
      '{ files(first: 100000) { totalCount } }',
      {},
      'BAD_USER_INPUT',
    ],
    ['a cursor of another kind', '{ files(after: "eA") { totalCount } }', {}, 'BAD_USER_INPUT'],
    [
      'a file to reprocess that is not there',
      'mutation { reprocess(hash: "x") { job { id } } }',
      {},
      'NOT_FOUND',
    ],
    [
      'a model that is not there',
      '{ embed(texts: ["a"], model: "x") { vector } }',
      {},
      'NOT_FOUND',
    ],
  ])('refuses %s', async (_, text, variables, code) => {
    const { errors } = await query(text, variables);

    expect(errors[0].extensions.code).toBe(code);
    expect(errors[0].message.length).toBeGreaterThan(10);
  });
});
