import { z } from 'zod';
import type { CacheServiceName } from '../../subgraphs/shared/service/cache-stats.ts';
import type { ServiceClient } from '../../subgraphs/shared/service/service-client.ts';
import type { CacheEndpoint } from './cache-endpoint.ts';

const removal = z.object({ removedEntries: z.number() });
const statistics = z.object({ kinds: z.array(z.object({ kind: z.string() })) });

/** What takes longer to say what it caches is taken to hang. To invalidate may take longer: the lease of a dead process runs out first. */
const PRESENCE_TIMEOUT_MS = 2_000;

/** A subgraph's cache, through its REST endpoints. */
export function remoteCache(service: CacheServiceName, client: ServiceClient): CacheEndpoint {
  return {
    service,
    async kinds(requestId) {
      const path = '/api/v1/cache/stats';
      const timeoutMs = PRESENCE_TIMEOUT_MS;
      const answer = await client.call({ method: 'GET', path, requestId, timeoutMs });
      return statistics.parse(answer).kinds.map(({ kind }) => kind);
    },
    async invalidate(selection, requestId) {
      const path = '/api/v1/cache/invalidate';
      const answer = await client.call({ method: 'POST', path, body: selection, requestId });
      return removal.parse(answer).removedEntries;
    },
    async clear(kinds, requestId) {
      const query = kinds === undefined ? '' : `?${new URLSearchParams({ kinds: kinds.join() })}`;
      const path = `/api/v1/cache/clear${query}`;
      const answer = await client.call({ method: 'DELETE', path, requestId });
      return removal.parse(answer).removedEntries;
    },
  };
}
