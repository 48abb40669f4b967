import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parse } from '../shared/service/cache-routes.ts';
import { requireInternalToken } from '../shared/service/internal-token.ts';
import type { IndexWriter } from './index-writer.ts';
import type { ModelSwitch } from './model-switch.ts';

const path = z.object({ space: z.string().min(1).max(200) });
const body = z.object({ incarnation: z.string().min(1).max(100) });

/**
 * `GET /internal/v1/index/models/{space}`: which table the model's vectors lie in, and whether it answers.
 * `POST /internal/v1/index/models/{space}/serve`: all of its vectors are here, and from now on it answers.
 */
export function registerModelRoutes(
  app: FastifyInstance,
  options: { writer: IndexWriter; models: ModelSwitch; internalToken: string | undefined },
): void {
  const { writer, models } = options;
  const guarded = { preHandler: requireInternalToken(options.internalToken) };
  app.get('/internal/v1/index/models/:space', guarded, async (request) => {
    const { space } = parse(path, request.params);
    const incarnation = models.incarnationOf(space);
    return { space, incarnation, isServing: models.serving.space === space };
  });
  app.post('/internal/v1/index/models/:space/serve', guarded, async (request) => {
    const { space } = parse(path, request.params);
    const { incarnation } = parse(body, request.body);
    return writer.switchModel(() => models.serve(space, incarnation));
  });
}
