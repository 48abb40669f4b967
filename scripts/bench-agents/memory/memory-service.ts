import { pino } from 'pino';
import { agentsConfigSchema } from '../../../subgraphs/agents/config.ts';
import { startAgents } from '../../../subgraphs/agents/start.ts';
import type { Embedder } from '../../../subgraphs/shared/embedding/embedder.ts';
import type { Running } from '../../../subgraphs/shared/service/lifecycle.ts';
import { startPlayedWorker } from '../../../subgraphs/shared/testing/played-worker.ts';
import { startPrivateRedis } from '../../../subgraphs/shared/testing/private-redis.ts';
import { createWordEmbedder } from '../../../subgraphs/shared/testing/word-embedder.ts';

const MEMORY = `query($agentId: ID!, $query: String!) { memory(agentId: $agentId, query: $query) {
  tookMs notices { code }
  hits { rank score highlight message { id role text at } session { id } } } }`;

/** What one request was told. */
export interface MemoryAnswer {
  readonly notices: readonly unknown[];
  readonly hits: readonly unknown[];
}

export interface MemoryService {
  ask(agentId: string, query: string): Promise<MemoryAnswer>;
  /** From now on the model is away. */
  stopWorker(): Promise<void>;
}

/** Runs the service as it is on the store in `folder`, with a Redis and a worker of its own, for the length of `use`. */
export async function withMemoryService<T>(
  options: { readonly folder: string; readonly embedder: Embedder },
  use: (service: MemoryService) => Promise<T>,
): Promise<T> {
  const [redis, worker] = await Promise.all([startPrivateRedis(), startPlayedWorker()]);
  worker.embedder = { ...createWordEmbedder(), ...options.embedder };
  let isWorkerThere = true;
  const stopWorker = async () => {
    if (isWorkerThere) await worker.close();
    isWorkerThere = false;
  };
  let service: Running | undefined;
  try {
    const config = agentsConfigSchema.parse({
      DATA_DIR: options.folder,
      AGENTS_PORT: 0,
      REDIS_PORT: redis.port,
      WORKER_URL: worker.url,
    });
    service = await startAgents(config, pino({ level: 'silent' }));
    const { url } = service;
    return await use({
      stopWorker,
      ask: (agentId, query) => ask(`${url}/graphql`, agentId, query),
    });
  } finally {
    await service?.close();
    await Promise.all([stopWorker(), redis.stop()]);
  }
}

async function ask(url: string, agentId: string, query: string): Promise<MemoryAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: MEMORY, variables: { agentId, query } }),
  });
  const answer = (await response.json()) as { data?: { memory: MemoryAnswer }; errors?: unknown };
  if (answer.data?.memory) return answer.data.memory;
  throw new Error(JSON.stringify(answer.errors));
}
