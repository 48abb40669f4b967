import type { FastifyInstance } from 'fastify';
import { onRequestEnd } from '../service/on-request-end.ts';
import type { Metrics } from './metrics.ts';

/** Times every request that the framework answers, and those whose clients did not wait for it. */
export function measureRequests(app: FastifyInstance, { durations }: Metrics): void {
  onRequestEnd(app, ({ request, status, tookMs }) => {
    const route = request.routeOptions.url ?? 'unmatched';
    durations.requests.series(request.method, route, String(status)).observe(tookMs / 1000);
  });
}
