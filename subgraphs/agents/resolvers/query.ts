import { readCacheStats } from '../../shared/service/cache-stats.ts';
import { agentTemplates } from '../agent-templates.ts';
import type { QueryResolvers } from '../generated/resolvers.ts';
import { readNewestFirst } from '../newest-first.ts';

export const query: QueryResolvers = {
  agent: (_, { id }, { loaders }) => loaders.agents.load(id),
  agents: (_, args, { userId, service: { agents } }) =>
    readNewestFirst(
      {
        page: (limit, after) => agents.page(userId, limit, after),
        count: () => agents.count(userId),
        placeOf: ({ createdAt, id }) => ({ at: createdAt, id }),
      },
      args,
    ),
  agentTemplates: () => agentTemplates,
  tools: (_, __, { service }) => service.tools.all,
  session: (_, { id }, { loaders }) => loaders.sessions.load(id),
  run: (_, { id }, { loaders }) => loaders.runs.load(id),
  memory: (_, { agentId, query, first }, { userId, service, requestId }) =>
    service.recall.recall({ userId, agentId, query, first: first ?? 10, requestId }),
  cacheStats: async (_, __, { cache }) => ({ agents: await readCacheStats('AGENTS', cache) }),
};
