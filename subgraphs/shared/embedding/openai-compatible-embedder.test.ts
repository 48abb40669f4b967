import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type EmbeddingServer, startEmbeddingServer } from '../testing/embedding-server.ts';
import { embedWords } from '../testing/word-embedder.ts';
import type { Embedder } from './embedder.ts';
import { type EmbedderAccess, openEmbedder } from './open-embedder.ts';

const SECRET = 'sk-that-nobody-may-read';
const access: EmbedderAccess = {
  apiKey: SECRET,
  batchSize: 2,
  concurrency: 2,
  timeoutMs: 5000,
  maxRetries: 2,
  retryMs: 1,
  restMs: 60_000,
};

let server: EmbeddingServer;
let embedder: Embedder;

const open = (changes: Partial<EmbedderAccess> = {}, dimensions?: number) =>
  openEmbedder(
    {
      provider: 'openai-compatible',
      model: 'words',
      baseUrl: server.url,
      dimensions,
      maxInputTokens: null,
      fusionWeight: 0.5,
    },
    { ...access, ...changes },
  );

beforeEach(async () => {
  server = await startEmbeddingServer({ model: 'words', dimensions: 8 });
  embedder = await open({}, 8);
});

afterEach(async () => {
  await embedder.close();
  await server.close();
});

/** The error of a call that fails. */
async function faultOf(failing: Promise<unknown>): Promise<Error & { isPassing: boolean }> {
  return failing.then(
    () => expect('a fault').toBe('nothing'),
    (error) => error,
  );
}

describe('an OpenAI-compatible embedder', () => {
  it('embeds texts in their order, in calls of the size it was told, with the key', async () => {
    const vectors = await embedder.embed(['tide', 'lantern', 'harbour']);

    expect(vectors).toEqual(['tide', 'lantern', 'harbour'].map((text) => embedWords(text, 8)));
    expect(server.calls.map((texts) => texts.length)).toEqual([2, 1]);
    expect(server.authorizations).toEqual([`Bearer ${SECRET}`, `Bearer ${SECRET}`]);
  });

  it('learns the size of its vectors from the server', async () => {
    const asking = await open();

    expect(asking.dimensions).toBe(8);
  });

  it('says what to do when the size is not known and the server is away', async () => {
    await server.close();

    await expect(open({ maxRetries: 0 })).rejects.toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      message: expect.stringMatching(/cannot be reached.*EMBEDDING_DIMENSIONS/),
    });
  });

  it('waits as long as a busy server asks, then answers', async () => {
    server.mishaps.push({ status: 429, retryAfter: '0' }, { status: 503 });

    expect(await embedder.embed(['tide'])).toHaveLength(1);
    expect(server.calls).toHaveLength(3);
  });

  it('does not wait for a server that asks for minutes, and says that it will pass', async () => {
    server.mishaps.push({ status: 429, retryAfter: '600' });

    const fault = await faultOf(embedder.embed(['tide']));

    expect(fault).toMatchObject({ code: 'MODEL_UNAVAILABLE', isPassing: true });
    expect(server.calls).toHaveLength(1);
  });

  it('gives up after its retries, and does not ask a server that is away for a while', async () => {
    server.isBroken = true;

    const fault = await faultOf(embedder.embed(['tide']));
    await faultOf(embedder.embed(['tide']));
    await faultOf(embedder.embed(['tide']));

    expect(fault).toMatchObject({ message: expect.stringContaining('500'), isPassing: true });
    expect(server.calls).toHaveLength(5);
  });

  it('gives up on a silent server after the time limit', async () => {
    const hasty = await open({ timeoutMs: 30, maxRetries: 0 }, 8);
    server.mishaps.push({ silence: true });

    const fault = await faultOf(hasty.embed(['tide']));

    expect(fault).toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      message: 'The embedding model words did not answer within 30 ms.',
      isPassing: true,
    });
  });

  it('has at most so many calls under way as it was told', async () => {
    server.allow(0);
    const all = embedder.embed(Array.from({ length: 10 }, (_, at) => `text ${at}`));
    while (server.calls.length < 2) await new Promise((resolve) => setImmediate(resolve));
    server.allow(Number.POSITIVE_INFINITY);
    await all;

    expect(server.mostAtOnce).toBe(2);
    expect(server.calls).toHaveLength(5);
  });

  it.each([
    ['malformed JSON', { text: '{"data": [' }, /cannot be read/],
    ['too few vectors', { vectors: [] }, /gave 0 vectors for 1 texts/],
    ['too many vectors', { vectors: [[1], [2]] }, /gave 2 vectors for 1 texts/],
    ['another size', { vectors: [[1, 2, 3]] }, /3 dimensions where 8 were expected/],
    ['null for a number', { text: '{"data":[{"embedding":[null,1,1,1,1,1,1,1]}]}' }, /read/],
    ['NaN for a number', { text: '{"data":[{"embedding":[NaN,1,1,1,1,1,1,1]}]}' }, /read/],
    ['a number beyond all', { text: '{"data":[{"embedding":[1e999,1,1,1,1,1,1,1]}]}' }, /read|fin/],
    ['a refusal', { status: 401 }, /status 401; check EMBEDDING_BASE_URL/],
  ])('refuses %s once, as MODEL_UNAVAILABLE that does not pass', async (_, mishap, message) => {
    server.mishaps.push(mishap);

    const fault = await faultOf(embedder.embed(['tide']));

    expect(fault).toMatchObject({ code: 'MODEL_UNAVAILABLE', isPassing: false });
    expect(fault.message).toMatch(message);
    expect(server.calls).toHaveLength(1);
  });

  it('lets the key into no error, whatever the server says', async () => {
    server.mishaps.push({ status: 401 });

    const fault = await faultOf(embedder.embed(['a private text']));

    expect(logged(fault)).toContain('status 401');
    expect(logged(fault)).not.toMatch(/secret|sk-that|private/);
  });

  it('finds no fault with a server that lists its models, or has no such list but answers', async () => {
    const bare = await startEmbeddingServer({ model: 'w', dimensions: 8, hasModelList: false });
    const listed = await embedder.findFault();
    await embedder.close();
    await server.close();
    server = bare;
    embedder = await open({}, 8);

    expect([listed, await embedder.findFault()]).toEqual([null, null]);
  });

  it('says which address and key to check when the server is away', async () => {
    await server.close();

    expect(await embedder.findFault()).toMatch(/EMBEDDING_BASE_URL does not answer/);
  });
});

/** Everything that a log could show of it. */
function logged(fault: Error): string {
  const seen: string[] = [];
  for (let error: unknown = fault; error instanceof Error; error = error.cause) {
    seen.push(error.message, error.stack ?? '', JSON.stringify({ ...error }));
  }
  return seen.join('\n');
}
