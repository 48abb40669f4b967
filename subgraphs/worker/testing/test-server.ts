import { pino } from 'pino';
import { readAccess } from '../../shared/service/access.ts';
import { readConfig } from '../../shared/service/config.ts';
import type { SubgraphServer } from '../../shared/service/subgraph-server.ts';
import { startPrivateRedis } from '../../shared/testing/private-redis.ts';
import { workerConfigSchema } from '../config.ts';
import type { WorkerContext } from '../context.ts';
import { createExtractionPool } from '../extraction/extraction-pool.ts';
import { createWorkerServer } from '../server.ts';
import { openTestWorker, type TestWorker } from './test-worker.ts';

/** A test worker behind its HTTP server, with a Redis of its own. */
export interface TestServer {
  readonly house: TestWorker;
  readonly server: SubgraphServer<WorkerContext>;
  readonly url: string;
  /** The answer to one GraphQL operation, errors included. */
  query(text: string, variables?: Record<string, unknown>): ReturnType<JSON['parse']>;
  close(): Promise<void>;
}

export const TOKEN = 'a-token-of-this-test';
/** The header that lets in. */
export const AUTHORIZED = { authorization: `Bearer ${TOKEN}` };
export const MAX_UPLOAD_BYTES = 1024 * 1024;
export const UPLOAD_IDLE_MS = 500;

export async function openTestServer(): Promise<TestServer> {
  const redis = await startPrivateRedis();
  const pool = createExtractionPool({ processes: 1, timeoutMs: 20_000 });
  const house = await openTestWorker(redis, pool);
  const server = await createWorkerServer({
    worker: house.worker,
    logger: pino({ level: 'silent' }),
    access: readAccess(readConfig(workerConfigSchema, { INTERNAL_TOKEN: TOKEN })),
    maxUploadBytes: MAX_UPLOAD_BYTES,
    uploadIdleMs: UPLOAD_IDLE_MS,
  });
  const { url } = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    ...{ house, server, url },
    query: async (query, variables = {}) => {
      const payload = { query, variables };
      return (
        await server.app.inject({ method: 'POST', url: '/graphql', headers: AUTHORIZED, payload })
      ).json();
    },
    close: async () => {
      await server.app.close();
      await house.close();
      await Promise.all([pool.close(), redis.stop()]);
    },
  };
}
