import { createAgent } from '../create-agent.ts';
import { deleteAgent } from '../delete-agent.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';
import { readQuestion } from '../question.ts';
import { requireRun } from './require-run.ts';

export const mutation: MutationResolvers = {
  createAgent: async (_, { input }, { service }) => ({ agent: await createAgent(service, input) }),
  deleteAgent: async (_, { id }, { service: { agents }, cache }) => ({
    id,
    deleted: await deleteAgent({ agents, cache }, id),
  }),
  startSession: async (_, { agentId }, { service }) => ({
    session: await service.sessions.start(agentId),
  }),
  ask: async (_, { input }, { service, requestId }) =>
    service.asking.ask(readQuestion(input), requestId),
  beginAsk: async (_, { input }, { service, requestId }) =>
    service.asking.begin(readQuestion(input), requestId),
  cancelRun: async (_, { id }, context) => context.service.cancelRun(await requireRun(id, context)),
  endSession: async (_, { id }, { service }) => ({ id, deleted: await service.sessions.end(id) }),
  deleteConversation: async (_, { sessionId }, { service }) => ({
    id: sessionId,
    deleted: await service.conversations.forget(sessionId),
  }),
};
