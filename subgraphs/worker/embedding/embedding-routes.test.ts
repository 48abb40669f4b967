import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readEmbeddingsAnswer } from '../../shared/embedding/embeddings-answer.ts';
import { openTestServer, type TestServer, TOKEN } from '../testing/test-server.ts';

let open: TestServer;

beforeAll(async () => {
  open = await openTestServer();
});

afterAll(() => open.close());

const ask = (payload: object, token = TOKEN) =>
  open.server.app.inject({
    method: 'POST',
    url: '/internal/v1/embeddings',
    headers: { authorization: `Bearer ${token}` },
    payload,
  });

describe('POST /internal/v1/embeddings', () => {
  it('answers the vectors of the texts in their order, bit for bit, and what their model is', async () => {
    const { embedder } = open.house;
    const texts = ['ebb and flow', 'lanterns', 'ebb and flow'];

    const answer = readEmbeddingsAnswer((await ask({ texts })).json());

    expect(answer).toEqual({
      space: embedder.space,
      fusionWeight: embedder.fusionWeight,
      language: null,
      vectors: await embedder.embed(texts),
    });
  });

  it('asks the model once for a text', async () => {
    await ask({ texts: ['spring tide'] });
    await ask({ texts: ['spring tide'] });

    expect(open.house.embedder.embedded.filter((text) => text === 'spring tide')).toHaveLength(1);
  });

  it('says that the model is away when it is', async () => {
    open.house.embedder.failure = new Error('no weights');

    const response = await ask({ texts: ['neap tide'] });

    open.house.embedder.failure = undefined;
    expect(response.statusCode).toBeGreaterThanOrEqual(500);
    expect(response.body).not.toContain('weights');
  });

  it.each([
    ['no texts', {}],
    ['an empty list', { texts: [] }],
    ['an empty text', { texts: [''] }],
    ['a text that is too long', { texts: ['x'.repeat(8001)] }],
  ])('refuses %s', async (_, payload) => {
    const response = await ask(payload);

    expect(response.json()).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
  });

  it('is closed to whoever has not the token', async () => {
    expect((await ask({ texts: ['ebb'] }, 'another-token-altogether')).statusCode).toBe(403);
  });
});
