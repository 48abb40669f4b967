import { generateKeyPair, SignJWT } from 'jose';
import { AGENT, type Answer, type Attack, operation } from './attack.ts';
import type { Siege } from './siege.ts';

type Claims = Readonly<Record<string, unknown>>;

const ask = (siege: Siege, token: string): Promise<Answer> =>
  siege.ask('guarded', { headers: { authorization: `Bearer ${token}` }, ...operation(AGENT) });

/** A token of the issuer but for these. */
const token =
  (claims: Claims, header: Claims = {}) =>
  async (siege: Siege) =>
    ask(siege, await siege.issuer.sign(claims, header));

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A good token with something done to its three parts. */
const changed =
  (change: (head: string, body: string, signature: string) => string) => async (siege: Siege) => {
    const [head = '', body = '', signature = ''] = (await siege.issuer.sign()).split('.');
    return ask(siege, change(head, body, signature));
  };

const ofAda = ({ issuer }: Siege) => ({
  iss: issuer.environment.JWT_ISSUER,
  aud: 'graph',
  sub: 'ada',
  exp: 9_999_999_999,
});

/** Signed by somebody else, with a header that says where to find his key. */
const foreign = (header: (siege: Siege) => object) => async (siege: Siege) => {
  const { privateKey } = await generateKeyPair('ES256');
  const signed = new SignJWT(ofAda(siege)).setProtectedHeader({ alg: 'ES256', ...header(siege) });
  return ask(siege, await signed.sign(privateKey));
};

const refused = (name: string, send: Attack['send']): Attack => ({
  name,
  at: 'guarded',
  send,
  status: 401,
  says: 'UNAUTHENTICATED',
});

/** By those who would be somebody else. */
export const identities: readonly Attack[] = [
  {
    name: 'a client names himself, where tokens do',
    at: 'guarded',
    send: { headers: { 'x-user-id': 'ada' }, ...operation(AGENT) },
    status: 200,
    says: 'of nobody',
  },
  {
    name: 'a user names another beside his own token',
    at: 'guarded',
    send: async ({ issuer, ask }) =>
      ask('guarded', {
        headers: { authorization: `Bearer ${await issuer.sign()}`, 'x-user-id': 'bob' },
        ...operation(AGENT),
      }),
    status: 200,
    says: 'of ada',
  },
  {
    name: 'an operator asks as a user',
    at: 'guarded',
    send: {
      headers: { authorization: 'Bearer canary-of-the-operators-4c1f', 'x-user-id': 'ada' },
      ...operation(AGENT),
    },
    status: 200,
    says: 'of nobody',
  },
  refused('without a signature (alg none)', (siege) =>
    ask(siege, `${part({ alg: 'none' })}.${part(ofAda(siege))}.`),
  ),
  refused('with alg none spelled otherwise', (siege) =>
    ask(siege, `${part({ alg: 'NoNe' })}.${part(ofAda(siege))}.`),
  ),
  refused(
    'with another key',
    foreign(() => ({ kid: 'key-1' })),
  ),
  refused(
    'with a key that the token brings along (jwk)',
    foreign(() => ({ jwk: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } })),
  ),
  refused(
    'with a key at an address that the token names (jku): it is not called',
    foreign(({ stack }) => ({ jku: `${stack.worker.url}/health`, kid: 'key-1' })),
  ),
  refused('with the public key taken for a secret', async (siege) => {
    const keys = await (await fetch(siege.issuer.environment.JWT_JWKS_URL)).text();
    const signed = new SignJWT(ofAda(siege)).setProtectedHeader({ alg: 'HS256', kid: 'key-1' });
    return ask(siege, await signed.sign(new TextEncoder().encode(keys)));
  }),
  refused('with a kid that is a path', token({}, { kid: '../../../../dev/null' })),
  refused('with a kid that is a query', token({}, { kid: "' OR 1=1 --" })),
  refused('with what must be understood and is not (crit)', async (siege) => {
    const head = part({ alg: 'ES256', kid: 'key-1', crit: ['b64'], b64: false });
    const [, body, signature] = (await siege.issuer.sign()).split('.');
    return ask(siege, `${head}.${body}.${signature}`);
  }),
  refused('expired', token({ exp: 1_000_000_000 })),
  refused('that never expires', token({ exp: undefined })),
  refused('of tomorrow', token({ nbf: 9_999_999_999 })),
  refused('for somebody else', token({ aud: 'billing' })),
  refused('of another issuer', token({ iss: 'https://other.example' })),
  refused('with a subject that is two', token({ sub: 'ada, bob' })),
  refused('with a subject that forges a header', token({ sub: 'ada\r\nx-user-id: bob' })),
  refused('with a subject that is a list', token({ sub: ['ada'] })),
  refused('with another subject under the signature', (siege) =>
    changed(
      (head, _, signature) => `${head}.${part({ ...ofAda(siege), sub: 'eve' })}.${signature}`,
    )(siege),
  ),
  refused(
    'without its signature',
    changed((head, body) => `${head}.${body}.`),
  ),
  refused(
    'in five parts',
    changed((head, body, end) => `${head}.${body}.${end}.${body}.${end}`),
  ),
  refused('that is no token', (siege) => ask(siege, 'a'.repeat(8_000))),
  refused('in another scheme', {
    headers: { authorization: `Basic ${Buffer.from('ada:ada').toString('base64')}` },
    ...operation(AGENT),
  }),
  {
    name: 'a name that is two, where a proxy names users',
    at: 'open',
    send: { headers: { 'x-user-id': 'ada, bob' }, ...operation(AGENT) },
    status: 400,
    says: 'BAD_USER_INPUT',
  },
  {
    name: 'the name of those whom nobody names',
    at: 'open',
    send: { headers: { 'x-user-id': '(anonymous)' }, ...operation(AGENT) },
    status: 400,
  },
  {
    name: 'a user reads what another just asked',
    at: 'open',
    send: async ({ ask }) => {
      await ask('open', { headers: { 'x-user-id': 'ada' }, ...operation(AGENT) });
      return ask('open', { headers: { 'x-user-id': 'bob' }, ...operation(AGENT) });
    },
    status: 200,
    says: 'of bob',
  },
  {
    name: 'a request id forges a line of the log',
    at: 'open',
    send: async ({ ask }) => {
      const forged = { 'x-request-id': 'a","level":60,"msg":"forged' };
      const answer = await ask('open', { headers: forged, ...operation(AGENT) });
      return { ...answer, text: String(answer.headers['x-request-id']) };
    },
    status: 200,
    says: /^[0-9a-f-]{36}$/,
  },
];
