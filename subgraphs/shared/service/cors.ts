import type { FastifyInstance } from 'fastify';
import { REQUEST_ID_HEADER } from './request-id.ts';

/** The origins, or other names, of a list that is separated by commas. */
export function readNames(list: string): ReadonlySet<string> {
  const parts = list.split(',').map((part) => part.trim());
  return new Set(parts.filter((part) => part !== ''));
}

/** Lets the pages of `origins` call `path` from a browser, credentials left out. */
export function registerCors(
  app: FastifyInstance,
  { path, origins }: { readonly path: string; readonly origins: ReadonlySet<string> },
): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.split('?')[0] !== path) return;
    reply.header('vary', 'Origin');
    const { origin } = request.headers;
    if (origin === undefined || !origins.has(origin)) return;
    reply.header('access-control-allow-origin', origin);
    reply.header(
      'access-control-expose-headers',
      `age, retry-after, x-cache, ${REQUEST_ID_HEADER}`,
    );
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
