import type { FastifyInstance } from 'fastify';
import { REQUEST_ID_HEADER } from '../subgraphs/shared/service/request-id.ts';

/** Lets the pages of `origins` call `/graphql` from a browser, credentials left out. */
export function registerCors(app: FastifyInstance, origins: ReadonlySet<string>): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.split('?')[0] !== '/graphql') return;
    reply.header('vary', 'Origin');
    const { origin } = request.headers;
    if (origin === undefined || !origins.has(origin)) return;
    reply.header('access-control-allow-origin', origin);
    reply.header('access-control-expose-headers', `age, x-cache, ${REQUEST_ID_HEADER}`);
    if (request.method !== 'OPTIONS') return;
    await reply
      .headers({
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
        'access-control-allow-private-network': 'true',
        'access-control-max-age': '600',
      })
      .status(204)
      .send();
  });
}
