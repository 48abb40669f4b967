import type { Logger } from 'pino';
import type { JwtConfig } from './jwt-keys.ts';
import type { TokenVerifier } from './token-verifier.ts';

/** The verifier of JSON Web Tokens; undefined when the environment names no key, and then nothing of it is loaded. */
export async function openTokenVerifier(
  config: JwtConfig,
  logger: Logger,
): Promise<TokenVerifier | undefined> {
  const { JWT_JWKS_URL: url, JWT_SECRET: secret } = config;
  if (url === undefined && secret === undefined) return undefined;
  const { createTokenVerifier } = await import('./token-verifier.ts');
  return createTokenVerifier(config, logger);
}
