import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { writeEmbeddingsAnswer } from '../../shared/embedding/embeddings-answer.ts';
import { parse } from '../../shared/service/cache-routes.ts';
import { requireInternalToken } from '../../shared/service/internal-token.ts';
import type { Worker } from '../worker.ts';

const body = z.strictObject({
  texts: z.array(z.string().min(1).max(8000)).min(1).max(64),
});

/**
 * `POST /internal/v1/embeddings` `{ texts }`: their vectors, by the model and from the cache of vectors that files are
 * embedded with, for services that have no model of their own. MODEL_UNAVAILABLE when the model cannot answer.
 */
export function registerEmbeddingRoutes(
  app: FastifyInstance,
  { worker, internalToken }: { worker: Worker; internalToken: string | undefined },
): void {
  const guarded = { preHandler: requireInternalToken(internalToken) };
  app.post('/internal/v1/embeddings', guarded, async (request) => {
    const { texts } = parse(body, request.body);
    return writeEmbeddingsAnswer(await worker.embeddings(texts));
  });
}
