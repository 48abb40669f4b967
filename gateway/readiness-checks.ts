import type { Cache } from '../subgraphs/shared/cache/types.ts';
import type { ReadinessCheck } from '../subgraphs/shared/service/health-routes.ts';
import { createServiceClient } from '../subgraphs/shared/service/service-client.ts';
import type { GatewayConfig } from './config.ts';

const PROBE_TIMEOUT_MS = 2_000;

/**
 * What the gateway depends on. Nothing is required: it listens only once the supergraph is loaded, and without a
 * subgraph or Redis it still answers what the others know, so that a missing one shows as `degraded`.
 */
export function createReadinessChecks(config: GatewayConfig, cache: Cache): ReadinessCheck[] {
  return [
    probe('worker', config.WORKER_URL),
    probe('retrieval', config.RETRIEVAL_URL),
    probe('agents', config.AGENTS_URL),
    {
      name: 'redis',
      required: false,
      check: async () => {
        const { connected, error } = await cache.stats();
        if (!connected) throw new Error(error ?? 'Redis does not answer');
      },
    },
  ];
}

function probe(service: string, baseUrl: string): ReadinessCheck {
  const client = createServiceClient({ service, baseUrl, timeoutMs: PROBE_TIMEOUT_MS });
  return {
    name: service,
    required: false,
    check: async () => {
      await client.call({ method: 'GET', path: '/health' });
    },
  };
}
