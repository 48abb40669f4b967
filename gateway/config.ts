import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { port, serviceKeys, ttlSeconds } from '../subgraphs/shared/service/config.ts';

const serviceUrl = z.url({ protocol: /^https?$/ });
const milliseconds = z.coerce.number().int().min(1);

/** Everything that the gateway reads from its environment. */
export const gatewayConfigSchema = z.object({
  ...serviceKeys,
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
  /** How long one service may take to invalidate or to tell its statistics. */
  CACHE_ADMIN_TIMEOUT_MS: milliseconds.default(5_000),
  /** The longest that a whole response is kept, whatever its subgraphs allow. */
  CACHE_TTL_RESPONSE_SECONDS: ttlSeconds.default(3600),
  /** A header that tells caches in front of the gateway what drops an answer (`Cache-Tag`, `Surrogate-Key`); unset: none. */
  CACHE_TAG_HEADER: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]*$/)
    .optional(),
  /** What `POST /invalidation` asks for in `authorization`; unset: there is no such endpoint. */
  INVALIDATION_SHARED_KEY: z.string().min(16).optional(),
  /** Web pages that may call the graph from a browser, separated by commas. */
  CORS_ORIGINS: z.string().default('https://studio.apollographql.com'),
});

export type GatewayConfig = Readonly<z.infer<typeof gatewayConfigSchema>>;
