import { z } from 'zod';

/** By which a token may be signed; `none` is in neither list, and a public key is never taken for a secret. */
const publicKeyAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
];
const secretAlgorithms = ['HS256', 'HS384', 'HS512'];

/** The keys that say whose tokens are believed. Without JWT_JWKS_URL and JWT_SECRET no token is read. */
export const jwtKeys = {
  /** Where the issuer publishes its keys (RFC 7517). */
  JWT_JWKS_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Instead: a secret shared with the issuer. */
  JWT_SECRET: z.string().min(32, 'needs at least 32 characters').optional(),
  JWT_SECRET_FILE: z.string().min(1).optional(),
  /** What `iss` and `aud` must be. */
  JWT_ISSUER: z.string().min(1).optional(),
  JWT_AUDIENCE: z.string().min(1).optional(),
  /** By which tokens may be signed, separated by commas; unset: RS256 and ES256, or HS256 with a secret. */
  JWT_ALGORITHMS: z.string().min(1).optional(),
} as const;

export type JwtConfig = Readonly<z.infer<z.ZodObject<typeof jwtKeys>>>;

/** The algorithms that are accepted, and no other. */
export function readAlgorithms(config: JwtConfig): string[] {
  const byDefault = config.JWT_SECRET === undefined ? 'RS256,ES256' : 'HS256';
  return (config.JWT_ALGORITHMS ?? byDefault).split(',').map((name) => name.trim());
}

/** Refuses settings that would believe too much: no issuer, no audience, or an algorithm of the other kind of key. */
export function checkJwtKeys(config: JwtConfig, context: z.RefinementCtx): void {
  const refuse = (key: keyof JwtConfig, message: string) =>
    context.addIssue({ code: 'custom', path: [key], message });
  const { JWT_JWKS_URL: url, JWT_SECRET: secret } = config;
  if (url === undefined && secret === undefined) {
    const idle = (['JWT_ISSUER', 'JWT_AUDIENCE', 'JWT_ALGORITHMS'] as const).find(
      (key) => config[key] !== undefined,
    );
    if (idle) refuse(idle, 'needs JWT_JWKS_URL or JWT_SECRET, or no token is verified');
    return;
  }
  if (url !== undefined && secret !== undefined)
    refuse('JWT_SECRET', 'JWT_JWKS_URL or JWT_SECRET, not both');
  for (const key of ['JWT_ISSUER', 'JWT_AUDIENCE'] as const)
    if (config[key] === undefined) refuse(key, 'is needed to verify tokens');
  const allowed = secret === undefined ? publicKeyAlgorithms : secretAlgorithms;
  const other = readAlgorithms(config).find((name) => !allowed.includes(name));
  if (other !== undefined) refuse('JWT_ALGORITHMS', `may name ${allowed.join(', ')} here`);
}
