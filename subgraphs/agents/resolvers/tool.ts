import type { ToolResolvers } from '../generated/resolvers.ts';

export const tool: ToolResolvers = {
  cacheable: ({ ttlSeconds }) => ttlSeconds !== null,
};
