import { describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import { readCurrentUser } from './current-user.ts';

const TOKEN = 'a-token-of-the-stack';
const named = { 'x-user-id': 'ada' };

/** Who the service says that a request is from, or the code by which it is refused. */
async function userOf(
  token: string | undefined,
  headers: Readonly<Record<string, string>>,
  remoteAddress = '10.0.0.7',
): Promise<string> {
  const app = Fastify();
  app.get('/', async (request) => ({ user: await readCurrentUser(request, token) }));
  app.setErrorHandler((error, _, reply) => reply.send(error));
  const { user, code } = (await app.inject({ url: '/', headers, remoteAddress })).json();
  return user ?? code;
}

describe('the user', () => {
  it('is the one that a caller with the token of the stack names', async () => {
    const headers = { ...named, authorization: `Bearer ${TOKEN}` };

    expect(await userOf(TOKEN, headers)).toBe('ada');
  });

  it.each([
    ['without the token', {}, 'UNAUTHENTICATED'],
    ['with another token', { authorization: 'Bearer another-one-entirely' }, 'FORBIDDEN'],
  ])('is not believed of a caller %s, wherever it is', async (_, headers, code) => {
    expect(await userOf(TOKEN, { ...named, ...headers }, '127.0.0.1')).toBe(code);
  });

  it.each([
    ['127.0.0.1', 'ada'],
    ['::1', 'ada'],
    ['::ffff:127.0.0.1', 'ada'],
    ['10.0.0.7', 'UNAUTHENTICATED'],
    ['::ffff:10.0.0.7', 'UNAUTHENTICATED'],
    ['128.127.0.1', 'UNAUTHENTICATED'],
  ])('where no token is configured, as named from %s, is %s', async (address, user) => {
    expect(await userOf(undefined, named, address)).toBe(user);
  });

  it('is the anonymous one for a caller who names none, also one who may not', async () => {
    expect(await userOf(TOKEN, {})).toBe('(anonymous)');
    expect(await userOf(undefined, {})).toBe('(anonymous)');
  });

  it('is not guessed from a header that is no id', async () => {
    expect(await userOf(undefined, { 'x-user-id': 'a b' }, '127.0.0.1')).toBe('BAD_USER_INPUT');
  });
});
