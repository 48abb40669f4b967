import type { Logger } from 'pino';
import type { Cache } from '../shared/cache/types.ts';
import type { Access } from '../shared/service/access.ts';
import { createSubgraphServer, type SubgraphServer } from '../shared/service/subgraph-server.ts';
import { registerChangeRoutes } from './change-routes.ts';
import { createWorkerContext, type WorkerContext } from './context.ts';
import { registerEmbeddingRoutes } from './embedding/embedding-routes.ts';
import { registerFileRoutes } from './file-routes.ts';
import { registerUploadRoutes } from './ingest/upload-routes.ts';
import { measureJobs } from './jobs/measure-jobs.ts';
import { resolvers } from './resolvers/resolvers.ts';
import type { Worker } from './worker.ts';

export interface WorkerServerDeps {
  readonly worker: Worker;
  readonly logger: Logger;
  readonly access: Access;
  readonly maxUploadBytes: number;
  /** How long a sender may be silent in the middle of a file, in milliseconds; default one minute. */
  readonly uploadIdleMs?: number;
}

/** The worker subgraph, built and not yet listening. Its store is required to be ready; Redis is not. */
export function createWorkerServer(deps: WorkerServerDeps): Promise<SubgraphServer<WorkerContext>> {
  const { worker, logger, access } = deps;
  const { internalToken } = access;
  return createSubgraphServer<WorkerContext>({
    service: 'worker',
    resolvers,
    createContext: (request) => createWorkerContext(worker, request),
    cache: worker.cache,
    logger,
    access,
    checks: [
      { name: 'store', required: true, check: () => worker.store.ping() },
      { name: 'redis', required: false, check: () => requireRedis(worker.cache) },
    ],
    measure: (metrics) => measureJobs(metrics, worker),
    registerRoutes: async (app) => {
      registerFileRoutes(app, { worker, access });
      registerChangeRoutes(app, { worker, internalToken });
      registerEmbeddingRoutes(app, { worker, internalToken });
      await app.register(async (scope) => registerUploadRoutes(scope, deps));
    },
  });
}

async function requireRedis(cache: Cache): Promise<void> {
  const { connected, error } = await cache.stats();
  if (!connected) throw new Error(error ?? 'Redis does not answer');
}
