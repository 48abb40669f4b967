import { describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import { requireInternalToken } from './internal-token.ts';

function guardedApp(token: string | undefined) {
  const app = Fastify();
  app.get('/', { preHandler: requireInternalToken(token) }, async () => 'in');
  return app;
}

describe('requireInternalToken', () => {
  it('lets the right token in', async () => {
    const headers = { authorization: 'Bearer a-token-of-the-stack' };

    expect((await guardedApp('a-token-of-the-stack').inject({ url: '/', headers })).body).toBe(
      'in',
    );
  });

  it.each([
    ['no token', {}, 'UNAUTHENTICATED'],
    ['another token', { authorization: 'Bearer another-one-entirely' }, 'FORBIDDEN'],
  ])('refuses %s', async (_, headers, code) => {
    const response = await guardedApp('a-token-of-the-stack').inject({ url: '/', headers });

    expect(response.json()).toMatchObject({ code });
  });

  it('is open where no token is configured', async () => {
    expect((await guardedApp(undefined).inject('/')).body).toBe('in');
  });
});
