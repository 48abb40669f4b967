import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Cache } from '../../subgraphs/shared/cache/types.ts';
import { parse } from '../../subgraphs/shared/service/cache-routes.ts';
import { DomainError } from '../../subgraphs/shared/service/domain-error.ts';
import { subgraphLabel, typeLabel } from '../response-cache/part-labels.ts';

const name = z.string().min(1).max(512);

/** As Apollo Router documents it for its response cache. */
const invalidations = z
  .array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('subgraph'), subgraph: name }),
      z.strictObject({ kind: z.literal('type'), subgraph: name, type: name }),
      z.strictObject({
        kind: z.literal('cache_tag'),
        subgraphs: z.array(name).min(1),
        cache_tag: name,
      }),
    ]),
  )
  .min(1)
  .max(1000);

/**
 * `POST /invalidation`: drops what the gateway keeps, by tag, by type and by subgraph, in the form of Apollo Router, for programs
 * that already speak it. A tag is dropped wherever it is carried: what is built from several subgraphs is one answer. Without a
 * key there is no such endpoint.
 */
export function registerInvalidationRoute(
  app: FastifyInstance,
  { cache, sharedKey }: { readonly cache: Cache; readonly sharedKey: string | undefined },
): void {
  if (sharedKey === undefined) return;
  const expected = digest(sharedKey);
  app.post('/invalidation', async (request, reply) => {
    const { authorization = '' } = request.headers;
    if (!timingSafeEqual(digest(authorization), expected)) {
      throw new DomainError(
        'UNAUTHENTICATED',
        'This endpoint needs the header `authorization: <INVALIDATION_SHARED_KEY>`.',
      );
    }
    const tags = parse(invalidations, request.body).map(tagOf);
    const { removedEntries } = await cache.invalidate({ tags: [...new Set(tags)] });
    return reply.status(202).send({ count: removedEntries });
  });
}

function tagOf(invalidation: z.infer<typeof invalidations>[number]): string {
  switch (invalidation.kind) {
    case 'subgraph':
      return subgraphLabel(invalidation.subgraph);
    case 'type':
      return typeLabel(invalidation.subgraph, invalidation.type);
    case 'cache_tag':
      return invalidation.cache_tag;
  }
}

/** Digests have one length, so that the comparison takes one time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
