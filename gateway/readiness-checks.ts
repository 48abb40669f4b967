import type { Cache } from '../subgraphs/shared/cache/types.ts';
import type { ReadinessCheck } from '../subgraphs/shared/service/health-routes.ts';
import { createServiceClient } from '../subgraphs/shared/service/service-client.ts';
import type { GatewayConfig } from './config.ts';

const PROBE_TIMEOUT_MS = 2_000;

/**
 * What the gateway depends on. It is ready once every subgraph has answered, and as long as one does: without the
 * others it still answers what that one knows and what is cached, and shows as `degraded`. Were a single subgraph away a
 * reason not to be ready, its restart would take every gateway out of service. Redis is never required.
 */
export function createReadinessChecks(config: GatewayConfig, cache: Cache): ReadinessCheck[] {
  const seen = new Set<string>();
  const answering = new Set<string>();
  const probe = (service: string, baseUrl: string): ReadinessCheck => {
    const client = createServiceClient({ service, baseUrl, timeoutMs: PROBE_TIMEOUT_MS });
    return {
      name: service,
      get required() {
        return !seen.has(service) || answering.size === 0;
      },
      check: async () => {
        answering.delete(service);
        await client.call({ method: 'GET', path: '/health' });
        answering.add(service);
        seen.add(service);
      },
    };
  };
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
