import type { Logger } from 'pino';
import type { Cache } from '../shared/cache/types.ts';
import type { Access } from '../shared/service/access.ts';
import type { RequestHead } from '../shared/service/request-context.ts';
import { createSubgraphServer, type SubgraphServer } from '../shared/service/subgraph-server.ts';
import type { AgentsService } from './agents-service.ts';
import { type AgentsContext, createAgentsContext } from './context.ts';
import { Seats } from './live/seats.ts';
import { registerSseRoute } from './live/sse-route.ts';
import { serveWebSockets } from './live/websocket-endpoint.ts';
import { offerAgentTools } from './mcp/agent-tools.ts';
import { createAskTool } from './mcp/ask.ts';
import { createListAgentsTool } from './mcp/list-agents.ts';
import { registerMcpRoute } from './mcp/mcp-route.ts';
import type { McpTool } from './mcp/mcp-tool.ts';
import { measureRuns } from './measure-runs.ts';
import { resolvers } from './resolvers/resolvers.ts';

export interface AgentsServerDeps {
  readonly service: AgentsService;
  readonly cache: Cache;
  readonly logger: Logger;
  readonly access: Access;
  readonly maxLiveConnections: number;
}

/** The agents subgraph, built and not yet listening. Its store is required to be ready; Redis and retrieval are not. */
export function createAgentsServer(deps: AgentsServerDeps): Promise<SubgraphServer<AgentsContext>> {
  const { service, cache, logger, access } = deps;
  const { internalToken, origins } = access;
  const createContext = (request: RequestHead) =>
    createAgentsContext({ service, cache, internalToken }, request);
  return createSubgraphServer<AgentsContext>({
    service: 'agents',
    resolvers,
    createContext,
    cache,
    logger,
    access,
    measure: (metrics) => measureRuns(metrics, service.runs),
    registerRoutes: (app, schema) => {
      registerMcpRoute(app, { tools: offerTools(service), internalToken, createContext });
      const seats = new Seats(deps.maxLiveConnections);
      const live = { schema, createContext, logger, internalToken, origins, seats };
      registerSseRoute(app, live);
      serveWebSockets(app, live);
    },
    checks: [
      { name: 'store', required: true, check: service.checkStore },
      { name: 'redis', required: false, check: () => requireRedis(cache) },
    ],
  });
}

function offerTools({ tools }: AgentsService): McpTool[] {
  return [...offerAgentTools(tools.all), createListAgentsTool(), createAskTool()];
}

async function requireRedis(cache: Cache): Promise<void> {
  const { connected, error } = await cache.stats();
  if (!connected) throw new Error(error ?? 'Redis does not answer');
}
