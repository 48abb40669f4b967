import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { findNoNetwork } from './trusted-networks.ts';

/** The environment held something that the process cannot start with; the message lists every problem. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** `process.env`, or what a test passes instead. */
export type Environment = Readonly<Record<string, string | undefined>>;

const port = z.coerce.number().int().min(0).max(65_535);

/** A header has to carry it, and nobody to guess it. */
const token = z
  .string()
  .regex(/^[\x21-\x7e]{16,512}$/, 'needs 16 to 512 printable characters without blanks');

/** The keys that every process reads. Each room's `config.ts` extends them. */
export const serviceKeys = {
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('.data'),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  REDIS_HOST: z.string().min(1).default('127.0.0.1'),
  REDIS_PORT: port.default(6379),
  REDIS_PASSWORD: z.string().optional(),
  REDIS_DB: z.coerce.number().int().min(0).optional(),
  /** What the processes of one stack show each other. */
  INTERNAL_TOKEN: token.optional(),
  INTERNAL_TOKEN_FILE: z.string().min(1).optional(),
  /** What operators show. */
  ADMIN_TOKEN: token.optional(),
  ADMIN_TOKEN_FILE: z.string().min(1).optional(),
  /** Whose callers are operators while there is no token. */
  TRUSTED_NETWORKS: z
    .string()
    .default('127.0.0.0/8,::1/128')
    .refine((list) => findNoNetwork(list) === undefined, {
      error: ({ input }) =>
        `"${findNoNetwork(String(input))}" is no network; write 10.0.0.0/8, with commas between several`,
    }),
  /** Names, beside localhost and addresses, by which a process may be called. */
  ALLOWED_HOSTS: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Base address of an OpenTelemetry collector (OTLP over HTTP); without it nothing is traced. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .refine(isHeaderList, 'must be name=value, with commas between several, and % as %25')
    .optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  CACHE_MEMORY_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(0)
    .default(64 * 1024 * 1024),
} as const;

/** Values are percent-encoded, as OpenTelemetry has it. */
function isHeaderList(list: string): boolean {
  return list.split(',').every((pair) => /^\s*[\w-]+\s*=(?:[^%]|%[\da-f]{2})*$/i.test(pair));
}

/** A TTL in whole seconds, at least one. */
export const ttlSeconds = z.coerce.number().int().min(1);
export { port };

/**
 * Reads `schema` from the environment, once; empty strings count as absent, as `docker compose` passes them. A secret for which
 * the schema has `<KEY>_FILE` too may stand in that file: its key has it then, so that redaction knows it. Throws `ConfigError`,
 * which never shows a value.
 */
export function readConfig<S extends z.ZodObject>(
  schema: S,
  environment: Environment,
): Readonly<z.infer<S>> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const fileSecrets = Object.keys(schema.shape).filter((key) => `${key}_FILE` in schema.shape);
  const problems = fileSecrets.flatMap((key) => readSecretFile(given, key));
  if (given['ADMIN_TOKEN'] !== undefined && given['INTERNAL_TOKEN'] === undefined)
    problems.push(
      'INTERNAL_TOKEN: is needed beside ADMIN_TOKEN, for the services among themselves',
    );
  const result = schema.safeParse(given);
  if (result.success && problems.length === 0) return Object.freeze(result.data);
  const issues = result.error?.issues ?? [];
  problems.push(...issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  throw new ConfigError(`The environment does not fit:\n  ${problems.join('\n  ')}`);
}

/** Puts what the file holds in place of the secret; tells why it could not. */
function readSecretFile(given: Record<string, string | undefined>, key: string): string[] {
  const path = given[`${key}_FILE`];
  if (path === undefined) return [];
  if (given[key] !== undefined) return [`${key}_FILE: ${key} or ${key}_FILE, not both`];
  try {
    given[key] = readFileSync(path, 'utf8').trim();
    return [];
  } catch {
    return [`${key}_FILE: there is no file that can be read`];
  }
}

/** What `createCache` needs to reach Redis: the URL's parts win over the single keys. */
export function redisOptions(
  config: {
    REDIS_URL?: string | undefined;
    REDIS_HOST: string;
    REDIS_PORT: number;
    REDIS_PASSWORD?: string | undefined;
    REDIS_DB?: number | undefined;
  },
  defaultDatabase: number,
) {
  const url = config.REDIS_URL === undefined ? undefined : new URL(config.REDIS_URL);
  const named = url?.pathname.slice(1);
  const password = url?.password ? decodeURIComponent(url.password) : config.REDIS_PASSWORD;
  return {
    host: url?.hostname ?? config.REDIS_HOST,
    port: url === undefined ? config.REDIS_PORT : Number(url.port || 6379),
    db: named ? Number(named) : (config.REDIS_DB ?? defaultDatabase),
    ...(url?.username && { username: decodeURIComponent(url.username) }),
    ...(password && { password }),
    ...(url?.protocol === 'rediss:' && { tls: {} }),
  };
}
