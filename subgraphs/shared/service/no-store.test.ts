import { ApolloServer } from '@apollo/server';
import { describe, expect, it } from '@jest/globals';
import { markNoStore } from './no-store.ts';

const typeDefs = `
  directive @cacheControl(maxAge: Int) on FIELD_DEFINITION
  type Query { whole: String @cacheControl(maxAge: 60) partial: String @cacheControl(maxAge: 60) }
`;

async function cacheControlOf(query: string): Promise<string | undefined> {
  const server = new ApolloServer({
    typeDefs,
    resolvers: {
      Query: {
        whole: () => 'whole',
        partial: (_parent, _args, _context, info) => {
          markNoStore(info);
          return 'partial';
        },
      },
    },
  });
  const { http } = await server.executeOperation({ query });
  await server.stop();
  return http.headers.get('cache-control');
}

describe('markNoStore', () => {
  it('keeps an answer that has the field out of response caches, and leaves others alone', async () => {
    expect(await cacheControlOf('{ whole }')).toBe('max-age=60, public');
    expect(await cacheControlOf('{ whole partial }')).toBe('no-store');
  });
});
