import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.ts';

/** Times every request that the framework answers. */
export function measureRequests(app: FastifyInstance, { durations }: Metrics): void {
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unmatched';
    const labels = { method: request.method, route, status: reply.statusCode };
    durations.requests.observe(labels, reply.elapsedTime / 1000);
    done();
  });
}
