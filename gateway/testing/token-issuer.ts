import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose';

const ALGORITHM = 'ES256';
const KEY_ID = 'key-1';

/** An issuer of tokens as an identity provider is one: a key of its own, and a JWKS endpoint over HTTP. */
export interface TokenIssuer {
  /** What the gateway is told of it. */
  readonly environment: Readonly<Record<'JWT_JWKS_URL' | 'JWT_ISSUER' | 'JWT_AUDIENCE', string>>;
  /** How often its keys were asked for. */
  keyRequests(): number;
  /** What it does when it is asked for its keys: answers, fails, or says nothing. */
  behave(as: 'well' | 'badly' | 'silently'): void;
  /** A token that lives a minute; `claims` and `header` say what differs from a valid one. */
  sign(
    claims?: Readonly<Record<string, unknown>>,
    header?: Partial<JWTHeaderParameters>,
  ): Promise<string>;
  close(): Promise<void>;
}

export async function startTokenIssuer(): Promise<TokenIssuer> {
  const { privateKey, publicKey } = await generateKeyPair(ALGORITHM);
  const published = { ...(await exportJWK(publicKey)), kid: KEY_ID, use: 'sig' };
  let requests = 0;
  let behaviour = 'well';
  const server = createServer((_, response) => {
    requests += 1;
    if (behaviour === 'silently') return;
    if (behaviour === 'badly') response.statusCode = 500;
    response.setHeader('content-type', 'application/jwk-set+json');
    response.end(JSON.stringify({ keys: [published] }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const expected = { iss: url, aud: 'graph', sub: 'ada' };
  return {
    environment: { JWT_JWKS_URL: `${url}/jwks.json`, JWT_ISSUER: url, JWT_AUDIENCE: 'graph' },
    keyRequests: () => requests,
    behave: (as) => {
      behaviour = as;
    },
    sign: (claims = {}, header = {}) =>
      new SignJWT({ exp: Math.floor(Date.now() / 1000) + 60, ...expected, ...claims })
        .setProtectedHeader({ alg: ALGORITHM, kid: KEY_ID, ...header })
        .sign(privateKey),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
