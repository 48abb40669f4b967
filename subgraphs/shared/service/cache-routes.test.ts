import { beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { Cache, Invalidation } from '../cache/types.ts';
import { registerCacheRoutes } from './cache-routes.ts';
import { createHttpServer } from './http-server.ts';

let dropped: Invalidation[];

beforeEach(() => {
  dropped = [];
});

function invalidate(payload: object) {
  const app = createHttpServer(pino({ level: 'silent' }));
  const cache: Pick<Cache, 'invalidate'> = {
    invalidate: async (invalidation) => {
      dropped.push(invalidation);
      return { removedEntries: 1 };
    },
  };
  registerCacheRoutes(app, {
    service: 'agents',
    cache: cache as Cache,
    access: { internalToken: undefined, adminToken: undefined, trustedNetworks: '127.0.0.0/8' },
  });
  return app.inject({ method: 'POST', url: '/api/v1/cache/invalidate', payload });
}

describe('POST /api/v1/cache/invalidate', () => {
  it('hands on what to drop, and how far the log of changes is told with it', async () => {
    const body = { tags: ['search'], position: 'log:12' };

    const response = await invalidate(body);

    expect(response.json()).toEqual({ removedEntries: 1 });
    expect(dropped).toEqual([body]);
  });

  it.each([
    ['nothing', {}],
    ['nothing but a position', { position: 'log:12' }],
    ['an empty position', { tags: ['search'], position: '' }],
  ])('refuses %s', async (_, body) => {
    const response = await invalidate(body);

    expect(response.json().code).toBe('BAD_USER_INPUT');
    expect(dropped).toEqual([]);
  });
});
