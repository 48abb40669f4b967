import { z } from 'zod';

/** The environment held something that the process cannot start with; the message lists every problem. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** `process.env`, or what a test passes instead. */
export type Environment = Readonly<Record<string, string | undefined>>;

const port = z.coerce.number().int().min(0).max(65_535);

/** The keys that every process reads. Each room's `config.ts` extends them. */
export const serviceKeys = {
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('.data'),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  REDIS_HOST: z.string().min(1).default('127.0.0.1'),
  REDIS_PORT: port.default(6379),
  REDIS_PASSWORD: z.string().optional(),
  REDIS_DB: z.coerce.number().int().min(0).optional(),
  INTERNAL_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Base address of an OpenTelemetry collector (OTLP over HTTP); without it nothing is traced. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().min(1).optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  CACHE_MEMORY_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(0)
    .default(64 * 1024 * 1024),
} as const;

/** A TTL in whole seconds, at least one. */
export const ttlSeconds = z.coerce.number().int().min(1);
export { port };

/** Reads `schema` from the environment, once; empty strings count as absent, as `docker compose` passes them. */
export function readConfig<S extends z.ZodObject>(
  schema: S,
  environment: Environment,
): Readonly<z.infer<S>> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = schema.safeParse(given);
  if (result.success) return Object.freeze(result.data);
  const problems = result.error.issues.map(
    (issue) => `  ${issue.path.join('.')}: ${issue.message}`,
  );
  throw new ConfigError(`The environment does not fit:\n${problems.join('\n')}`);
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
