import type { ConversationSummaryResolvers } from '../generated/resolvers.ts';

export const conversationSummary: ConversationSummaryResolvers = {
  messageCount: ({ position }) => position + 1,
  at: ({ at }) => new Date(at),
};
