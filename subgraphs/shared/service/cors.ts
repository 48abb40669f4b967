import type { FastifyInstance } from 'fastify';
import { REQUEST_ID_HEADER } from './request-id.ts';

/** The origins, or other names, of a list that is separated by commas. */
export function readNames(list: string): ReadonlySet<string> {
  const parts = list.split(',').map((part) => part.trim());
  return new Set(parts.filter((part) => part !== ''));
}

/** What pages may read of an answer's headers, beside those that every page may. */
const exposedHeaders = ['age', 'etag', 'retry-after', 'x-cache', REQUEST_ID_HEADER];

/** Lets the pages of `origins` call `path` from a browser, credentials left out. */
export function registerCors(
  app: FastifyInstance,
  options: {
    readonly path: string;
    readonly origins: ReadonlySet<string>;
    /** A header of the answers that only some installations have. */
    readonly ownHeader?: string | undefined;
  },
): void {
  const { path, origins, ownHeader } = options;
  const exposed = [...exposedHeaders, ...(ownHeader === undefined ? [] : [ownHeader])].join(', ');
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.split('?')[0] !== path) return;
    // The second is for caches on the way: the type of an answer is the one that was asked for.
    reply.header('vary', 'Origin, Accept');
    const { origin } = request.headers;
    if (origin === undefined || !origins.has(origin)) return;
    reply.header('access-control-allow-origin', origin);
    reply.header('access-control-expose-headers', exposed);
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
