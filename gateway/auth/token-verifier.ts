import { errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose';
import type { Logger } from 'pino';
import { DomainError } from '../../subgraphs/shared/service/domain-error.ts';
import { readUserId, type UserId } from '../../subgraphs/shared/service/user-id.ts';
import { IssuerKeys } from './issuer-keys.ts';
import { type JwtConfig, readAlgorithms } from './jwt-keys.ts';

/** What a verified token says of its bearer. */
export interface Claims {
  /** Its `sub`. */
  readonly userId: UserId;
  /** Its `scope` (RFC 8693), or `scp` as some issuers call it. */
  readonly scopes: ReadonlySet<string>;
}

/** Rejects with UNAUTHENTICATED on a token that is not valid, SUBGRAPH_UNAVAILABLE when its key cannot be fetched. */
export type TokenVerifier = (token: string) => Promise<Claims>;

/** How far the issuer's clock and this one may be apart, in seconds. */
const CLOCK_TOLERANCE_SECONDS = 5;

/** Verifies JSON Web Tokens (RFC 7519) as the environment says; undefined when it names no key. */
export function createTokenVerifier(config: JwtConfig, logger: Logger): TokenVerifier | undefined {
  const verify = createVerify(config, logger);
  if (verify === undefined) return undefined;
  return async (token) => {
    try {
      return readClaims(await verify(token));
    } catch (error) {
      const fault = toFault(error);
      // As a key that the issuer has published in a form that cannot be read.
      const isUnexpected = fault !== error && fault.code !== 'UNAUTHENTICATED';
      if (isUnexpected) logger.warn({ err: error }, 'token key unusable');
      throw fault;
    }
  };
}

function createVerify(
  config: JwtConfig,
  logger: Logger,
): ((token: string) => Promise<JWTPayload>) | undefined {
  const { JWT_JWKS_URL: url, JWT_SECRET: secret } = config;
  const options: JWTVerifyOptions = {
    algorithms: readAlgorithms(config),
    issuer: config.JWT_ISSUER ?? '',
    audience: config.JWT_AUDIENCE ?? '',
    requiredClaims: ['sub', 'exp'],
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
  };
  if (secret !== undefined) {
    const key = new TextEncoder().encode(secret);
    return async (token) => (await jwtVerify(token, key, options)).payload;
  }
  if (url === undefined) return undefined;
  const keys = new IssuerKeys(new URL(url), logger);
  return async (token) => (await jwtVerify(token, keys.find, options)).payload;
}

function readClaims({ sub, scope, scp }: JWTPayload): Claims {
  const listed = scope ?? scp ?? [];
  const scopes = Array.isArray(listed) ? listed.map(String) : String(listed).split(' ');
  return { userId: readUserId(sub), scopes: new Set(scopes.filter((name) => name !== '')) };
}

/** Never shows the token. */
function toFault(cause: unknown): DomainError {
  if (cause instanceof DomainError && cause.code === 'SUBGRAPH_UNAVAILABLE') return cause;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : '';
  if (code === errors.JWTExpired.code)
    return new DomainError('UNAUTHENTICATED', 'The token has expired; get a new one.', { cause });
  if (code === 'BAD_USER_INPUT')
    return new DomainError('UNAUTHENTICATED', 'The `sub` of the token is no user id.', { cause });
  if (typeof code === 'string' && /^ERR_J/.test(code))
    return new DomainError(
      'UNAUTHENTICATED',
      'The token is not valid here: its signature, issuer, audience or form is not what was expected.',
      { cause },
    );
  const message = 'The keys of the token issuer cannot be read now.';
  return new DomainError('SUBGRAPH_UNAVAILABLE', message, { cause });
}
