import { pino } from 'pino';
import { readConfig } from '../../subgraphs/shared/service/config.ts';
import {
  type PrivateRedis,
  startPrivateRedis,
} from '../../subgraphs/shared/testing/private-redis.ts';
import { gatewayConfigSchema } from '../config.ts';
import { startGateway } from '../start.ts';
import { createTinyContent, type TinyContent, tinyResolvers } from './tiny-content.ts';
import { startTinySubgraph, type TinySubgraph } from './tiny-subgraph.ts';

/** What the gateway answered. */
export interface TinyAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads any shape, and fails when it is another one
  readonly data: any;
  readonly errors?: readonly { message: string; path?: unknown[]; extensions: { code: string } }[];
  readonly headers: Headers;
  readonly text: string;
}

/** The real gateway before three tiny subgraphs, with a Redis of its own. */
export interface TinyStack {
  readonly url: string;
  readonly redis: PrivateRedis;
  readonly content: TinyContent;
  readonly worker: TinySubgraph;
  readonly retrieval: TinySubgraph;
  readonly agents: TinySubgraph;
  query(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<TinyAnswer>;
  close(): Promise<void>;
}

export async function startTinyStack(
  environment: Readonly<Record<string, string>> = {},
): Promise<TinyStack> {
  // biome-ignore lint/style/noProcessEnv: as main.ts does, so that no test calls the outside
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
  const content = createTinyContent();
  const resolvers = tinyResolvers(content);
  const [redis, worker, retrieval, agents] = await Promise.all([
    startPrivateRedis(),
    startTinySubgraph({ name: 'worker', kinds: ['embedding'], resolvers: resolvers.worker }),
    startTinySubgraph({ name: 'retrieval', kinds: ['search'], resolvers: resolvers.retrieval }),
    startTinySubgraph({
      name: 'agents',
      kinds: ['session'],
      resolvers: resolvers.agents,
      maxAge: 60,
    }),
  ]);
  const config = readConfig(gatewayConfigSchema, {
    GATEWAY_PORT: '0',
    REDIS_URL: `redis://127.0.0.1:${redis.port}`,
    WORKER_URL: worker.url,
    RETRIEVAL_URL: retrieval.url,
    AGENTS_URL: agents.url,
    ...environment,
  });
  const gateway = await startGateway(config, pino({ level: 'silent' }));
  return {
    url: gateway.url,
    redis,
    content,
    worker,
    retrieval,
    agents,
    query: (query, variables = {}, headers = {}) => send(gateway.url, query, variables, headers),
    close: async () => {
      await gateway.close();
      await Promise.all([worker.close(), retrieval.close(), agents.close()]);
      await redis.stop();
    },
  };
}

async function send(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>>,
): Promise<TinyAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  return { ...JSON.parse(text), headers: response.headers, text };
}
