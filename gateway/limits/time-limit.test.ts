import { ApolloServer, HeaderMap } from '@apollo/server';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import type { Gateway } from '../gateway-types.ts';
import { withTimeLimit } from './time-limit.ts';

const sdl = 'type Query { hangs: Int } type Mutation { hangs: Int }';

/** A gateway whose subgraphs never answer. */
const hanging: Gateway = {
  onSchemaLoadOrUpdate: (callback) => {
    callback({ apiSchema: buildSchema(sdl), coreSupergraphSdl: sdl });
    return () => {};
  },
  load: async () => ({ executor: () => new Promise(() => {}) }),
  stop: async () => {},
};

let server: ApolloServer;

beforeAll(async () => {
  server = new ApolloServer({ gateway: withTimeLimit(hanging, 1) });
  await server.start();
});

afterAll(() => server.stop());

describe('an operation that takes too long', () => {
  it.each([
    ['{ hangs }', /ask again/],
    ['mutation { hangs }', /may still be carried out/],
  ])('is answered in time: %s', async (query, advice) => {
    const { status, body } = await server.executeHTTPGraphQLRequest({
      context: async () => ({}),
      httpGraphQLRequest: {
        method: 'POST',
        headers: new HeaderMap([['content-type', 'application/json']]),
        search: '',
        body: { query },
      },
    });

    expect(status).toBe(504);
    expect(JSON.parse(body.kind === 'complete' ? body.string : '')).toMatchObject({
      errors: [{ message: expect.stringMatching(advice), extensions: { code: 'TIMEOUT' } }],
    });
  });
});
