import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { pino } from 'pino';
import { startTokenIssuer, type TokenIssuer } from '../testing/token-issuer.ts';
import { createTokenVerifier, type TokenVerifier } from './token-verifier.ts';

const SECRET = 'a secret that two parties share, and nobody else';
const logger = pino({ level: 'silent' });

let issuer: TokenIssuer;
let verify: TokenVerifier;

beforeAll(async () => {
  issuer = await startTokenIssuer();
  verify = open(issuer.environment);
});

afterAll(() => issuer.close());

function open(environment: Readonly<Record<string, string>>): TokenVerifier {
  const verifier = createTokenVerifier(environment, logger);
  if (verifier === undefined) throw new Error('no key was named');
  return verifier;
}

const withSecret = () =>
  new SignJWT({ iss: issuer.environment.JWT_ISSUER, aud: 'graph', sub: 'ada' })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('1m')
    .sign(new TextEncoder().encode(SECRET));

describe('a token of the issuer', () => {
  it.each([
    ['a text', { scope: 'read:files  write:files' }],
    ['a list', { scp: ['read:files', 'write:files'] }],
  ])('names the user and, as %s, the scopes', async (_, claims) => {
    const { userId, scopes } = await verify(await issuer.sign(claims));

    expect(userId).toBe('ada');
    expect([...scopes]).toEqual(['read:files', 'write:files']);
  });

  it('is verified with keys that are fetched once', async () => {
    const before = issuer.keyRequests();

    await Promise.all([1, 2, 3].map(async () => verify(await issuer.sign())));

    expect(issuer.keyRequests() - before).toBeLessThanOrEqual(1);
  });

  it.each<[string, Readonly<Record<string, unknown>>, object]>([
    ['expired', { exp: 1_000_000_000 }, { claim: 'exp', reason: 'check_failed' }],
    ['is of another issuer', { iss: 'https://other.example' }, { claim: 'iss' }],
    ['is for somebody else', { aud: 'billing' }, { claim: 'aud' }],
    ['is not valid yet', { nbf: 9_999_999_999 }, { claim: 'nbf' }],
    ['names nobody', { sub: undefined }, { claim: 'sub', reason: 'missing' }],
    ['never expires', { exp: undefined }, { claim: 'exp', reason: 'missing' }],
    ['names a user that is no id', { sub: 'ada, bob' }, { code: 'BAD_USER_INPUT' }],
    ['names the anonymous user', { sub: '(anonymous)' }, { code: 'BAD_USER_INPUT' }],
  ])('that %s is refused', async (_, claims, cause) => {
    const token = await issuer.sign(claims);

    await expect(verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', cause });
  });
});

describe('with a secret', () => {
  it('a token of who has it is believed, and of nobody else', async () => {
    const { JWT_ISSUER, JWT_AUDIENCE } = issuer.environment;
    const verifier = open({ JWT_SECRET: SECRET, JWT_ISSUER, JWT_AUDIENCE });

    expect((await verifier(await withSecret())).userId).toBe('ada');
    await expect(verifier(await issuer.sign())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(verify(await withSecret())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('an issuer that is away', () => {
  it('is not the fault of the token', async () => {
    const away = await startTokenIssuer();
    const token = await away.sign();
    await away.close();

    await expect(open(away.environment)(token)).rejects.toMatchObject({
      code: 'SUBGRAPH_UNAVAILABLE',
    });
  });
});
