import { sessionTag } from '../../shared/service/cache-tags.ts';
import type { SessionResolvers } from '../generated/resolvers.ts';
import { isActive } from '../session.ts';
import { noSuchAgent } from '../sessions.ts';

export const session: SessionResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.sessions.load(id),
  agent: async ({ agentId }, _, { loaders }) => {
    const agent = await loaders.agents.load(agentId);
    if (agent === null) throw noSuchAgent(agentId);
    return agent;
  },
  startedAt: ({ startedAt }) => new Date(startedAt),
  expiresAt: ({ expiresAt }) => new Date(expiresAt),
  active: (record, _, { service }) => isActive(record, service.now()),
  summary: ({ id }, _, { loaders, cacheTags }) => {
    cacheTags.add(sessionTag(id));
    return loaders.summaries.load(id);
  },
  messages: ({ id }, args, { userId, service, cacheTags }) => {
    cacheTags.add(sessionTag(id));
    return service.conversations.page({ userId, sessionId: id }, args);
  },
};
