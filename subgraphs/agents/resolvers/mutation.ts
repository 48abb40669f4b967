import { createAgent } from '../create-agent.ts';
import { deleteAgent } from '../delete-agent.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';
import { readQuestion } from '../question.ts';
import { requireRun } from './require-run.ts';

export const mutation: MutationResolvers = {
  createAgent: async (_, { input }, { userId, service }) => ({
    agent: await createAgent(service, userId, input),
  }),
  deleteAgent: async (_, { id }, { userId, service: { agents }, cache }) => ({
    id,
    deleted: await deleteAgent({ agents, cache }, userId, id),
  }),
  startSession: async (_, { agentId }, { userId, service }) => ({
    session: await service.sessions.start(userId, agentId),
  }),
  ask: async (_, { input }, { userId, service, requestId }) =>
    service.asking.ask(readQuestion(userId, input), requestId),
  beginAsk: async (_, { input }, { userId, service, requestId }) =>
    service.asking.begin(readQuestion(userId, input), requestId),
  cancelRun: async (_, { id }, context) => context.service.cancelRun(await requireRun(id, context)),
  endSession: async (_, { id }, { userId, service }) => ({
    id,
    deleted: await service.sessions.end(userId, id),
  }),
  deleteConversation: async (_, { sessionId }, { userId, service }) => ({
    id: sessionId,
    deleted: await service.conversations.forget({ userId, sessionId }),
  }),
};
