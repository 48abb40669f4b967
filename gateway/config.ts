import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { port, serviceKeys, ttlSeconds } from '../subgraphs/shared/service/config.ts';
import { MAX_BODY_BYTES } from '../subgraphs/shared/service/http-server.ts';
import { checkJwtKeys, jwtKeys } from './auth/jwt-keys.ts';

const serviceUrl = z.url({ protocol: /^https?$/ });
const milliseconds = z.coerce.number().int().min(1);
const count = z.coerce.number().int().min(1);
const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);

/** Everything that the gateway reads from its environment. */
export const gatewayConfigSchema = z
  .object({
    ...serviceKeys,
    ...jwtKeys,
    GATEWAY_PORT: port.default(4000),
    WORKER_URL: serviceUrl.default('http://127.0.0.1:8001'),
    RETRIEVAL_URL: serviceUrl.default('http://127.0.0.1:8002'),
    AGENTS_URL: serviceUrl.default('http://127.0.0.1:8003'),
    /** The composed schema; the gateway follows the file as it changes. */
    SUPERGRAPH_PATH: z
      .string()
      .min(1)
      .default(fileURLToPath(new URL('../schema/supergraph.graphql', import.meta.url))),
    SUPERGRAPH_POLL_MS: milliseconds.default(1000),
    /** How long one call to a subgraph may take. */
    SUBGRAPH_TIMEOUT_MS: milliseconds.default(30_000),
    /** The same inside a mutation: a model may take a minute to answer. */
    SUBGRAPH_MUTATION_TIMEOUT_MS: milliseconds.default(70_000),
    /** How long one service may take to invalidate, once it has answered that it is there. */
    CACHE_ADMIN_TIMEOUT_MS: milliseconds.default(5_000),
    /** The longest that a whole response is kept, whatever its subgraphs allow. */
    CACHE_TTL_RESPONSE_SECONDS: ttlSeconds.default(3600),
    /** An operation that takes as long is logged, in milliseconds. */
    SLOW_OPERATION_MS: milliseconds.default(1000),
    /** A header that tells caches in front of the gateway what drops an answer (`Cache-Tag`, `Surrogate-Key`); unset: none. */
    CACHE_TAG_HEADER: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9-]*$/)
      .optional(),
    /** What `POST /invalidation` asks for in `authorization`; unset: there is no such endpoint. */
    INVALIDATION_SHARED_KEY: z.string().min(16).optional(),
    /** Web pages that may call the graph from a browser, separated by commas. */
    CORS_ORIGINS: z.string().default('https://studio.apollographql.com'),
    /** The largest body; texts to take in come in it, files do not. */
    OPERATION_MAX_BODY_BYTES: count.default(MAX_BODY_BYTES),
    /** The limits of one operation: see `OperationSize` for how each is measured. */
    OPERATION_MAX_TOKENS: count.default(4_000),
    OPERATION_MAX_FIELDS: count.default(1_000),
    OPERATION_MAX_DEPTH: count.default(15),
    OPERATION_MAX_ROOT_FIELDS: count.default(20),
    OPERATION_MAX_ALIASES: count.default(30),
    OPERATION_MAX_DIRECTIVES: count.default(50),
    OPERATION_MAX_COST: count.default(10_000),
    /** How long a whole operation may take; longer than any one call. */
    OPERATION_TIMEOUT_MS: milliseconds.default(75_000),
    /** Operations that are known by their hash, and the only ones with `PERSISTED_ONLY`. */
    PERSISTED_OPERATIONS_PATH: z
      .string()
      .min(1)
      .default(fileURLToPath(new URL('../schema/persisted-operations.json', import.meta.url))),
    PERSISTED_ONLY: z.stringbool().default(false),
    /** Requests of one client; 0 for no limit. */
    RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(0).default(0),
    RATE_LIMIT_BURST: count.default(100),
    /** Proxies that are believed when they name the client's address, separated by commas. */
    TRUSTED_PROXIES: z
      .string()
      .refine(
        (list) => list.split(',').every((part) => network.safeParse(part.trim()).success),
        'must be addresses or networks such as 10.0.0.0/8, separated by commas',
      )
      .optional(),
    /** How long a client may take to send its request: the largest body comes in at 270 KB a second. */
    REQUEST_TIMEOUT_MS: milliseconds.default(60_000),
    NODE_ENV: z.string().optional(),
    /** Whether clients may read the schema, and browsers get pages to try it with; unset: not in production, and not with PERSISTED_ONLY. */
    EXPLORE: z.stringbool().optional(),
  })
  .superRefine(checkJwtKeys);

export type GatewayConfig = Readonly<z.infer<typeof gatewayConfigSchema>>;
