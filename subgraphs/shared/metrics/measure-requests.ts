import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.ts';

/** Times every request that the framework answers. */
export function measureRequests(app: FastifyInstance, { durations }: Metrics): void {
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unmatched';
    const series = durations.requests.series(request.method, route, String(reply.statusCode));
    series.observe(reply.elapsedTime / 1000);
    done();
  });
}
