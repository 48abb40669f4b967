import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Cache } from '../shared/cache/types.ts';
import { createSubgraphServer, type SubgraphServer } from '../shared/service/subgraph-server.ts';
import type { AgentsService } from './agents-service.ts';
import { type AgentsContext, createAgentsContext } from './context.ts';
import { offerAgentTools } from './mcp/agent-tools.ts';
import { createAskTool } from './mcp/ask.ts';
import { createListAgentsTool } from './mcp/list-agents.ts';
import { registerMcpRoute } from './mcp/mcp-route.ts';
import { resolvers } from './resolvers/resolvers.ts';

export interface AgentsServerDeps {
  readonly service: AgentsService;
  readonly cache: Cache;
  readonly logger: Logger;
  readonly internalToken: string | undefined;
}

/** The agents subgraph, built and not yet listening. Its store is required to be ready; Redis and retrieval are not. */
export function createAgentsServer(deps: AgentsServerDeps): Promise<SubgraphServer<AgentsContext>> {
  const { service, cache, logger, internalToken } = deps;
  const createContext = (request: FastifyRequest) =>
    createAgentsContext({ service, cache, internalToken }, request);
  return createSubgraphServer<AgentsContext>({
    service: 'agents',
    resolvers,
    createContext,
    cache,
    logger,
    internalToken,
    registerRoutes: (app) => {
      const tools = [
        ...offerAgentTools(service.tools.all),
        createListAgentsTool(),
        createAskTool(),
      ];
      registerMcpRoute(app, { tools, internalToken, createContext });
    },
    checks: [
      { name: 'store', required: true, check: service.checkStore },
      { name: 'redis', required: false, check: () => requireRedis(cache) },
    ],
  });
}

async function requireRedis(cache: Cache): Promise<void> {
  const { connected, error } = await cache.stats();
  if (!connected) throw new Error(error ?? 'Redis does not answer');
}
