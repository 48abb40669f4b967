import { pino } from 'pino';
import { retrievalConfigSchema } from '../../subgraphs/retrieval/config.ts';
import { startRetrieval } from '../../subgraphs/retrieval/start.ts';
import type { Embedder } from '../../subgraphs/shared/embedding/embedder.ts';
import type { Running } from '../../subgraphs/shared/service/lifecycle.ts';
import { startPlayedWorker } from '../../subgraphs/shared/testing/played-worker.ts';
import { startPrivateRedis } from '../../subgraphs/shared/testing/private-redis.ts';

const SEARCH = `query($query: String!, $mode: SearchMode, $filter: SearchFilter) {
  search(query: $query, mode: $mode, filter: $filter) {
    sessionId query totalHits tookMs
    hits { rank score keywordScore semanticScore text highlight chunk { id } file { hash } }
    cache { status ageSeconds ttlSeconds tags } } }`;

/** What one request was told. */
export interface Answer {
  readonly tookMs: number;
  readonly cache: { readonly status: string };
}

export interface SearchVariables {
  readonly query: string;
  readonly mode?: string;
  readonly filter?: { readonly mediaTypes: readonly string[] };
}

/** Runs the service as it is, with a Redis of its own, on the index in `folder`, for the length of `use`. */
export async function withService<T>(
  options: { folder: string; embedder: Embedder; memoryMaxBytes: number },
  use: (search: (variables: SearchVariables) => Promise<Answer>) => Promise<T>,
): Promise<T> {
  const [redis, worker] = await Promise.all([startPrivateRedis(), startPlayedWorker()]);
  let service: Running | undefined;
  try {
    const config = retrievalConfigSchema.parse({
      DATA_DIR: options.folder,
      RETRIEVAL_PORT: 0,
      REDIS_PORT: redis.port,
      WORKER_URL: worker.url,
      CACHE_MEMORY_MAX_BYTES: options.memoryMaxBytes,
    });
    service = await startRetrieval(config, pino({ level: 'silent' }), options.embedder);
    const { url } = service;
    return await use((variables) => ask(`${url}/graphql`, variables));
  } finally {
    await service?.close();
    await Promise.all([worker.close(), redis.stop()]);
  }
}

async function ask(url: string, variables: SearchVariables): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: SEARCH, variables }),
  });
  const answer = (await response.json()) as { data?: { search: Answer }; errors?: unknown };
  if (answer.data === undefined) throw new Error(JSON.stringify(answer.errors));
  return answer.data.search;
}
