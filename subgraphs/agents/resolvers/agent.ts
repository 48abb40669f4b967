import type { AgentResolvers } from '../generated/resolvers.ts';
import { readNewestFirst } from '../newest-first.ts';

export const agent: AgentResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.agents.load(id),
  tools: ({ tools }, _, { service }) => service.tools.pick(tools),
  createdAt: ({ createdAt }) => new Date(createdAt),
  sessions: ({ id }, args, { userId, service: { sessionStore } }) =>
    readNewestFirst(
      {
        page: (limit, after) => sessionStore.page(userId, id, { limit, after }),
        count: () => sessionStore.count(userId, id),
        placeOf: (session) => ({ at: session.startedAt, id: session.id }),
      },
      args,
    ),
};
