import type { MessageResolvers } from '../generated/resolvers.ts';
import { readToolCalls } from './read-tool-calls.ts';

export const message: MessageResolvers = {
  at: ({ at }) => new Date(at),
  context: ({ contextId }) =>
    contextId === null ? null : { __typename: 'ContextBundle', id: contextId },
  toolCalls: ({ role, runId }, _, context) =>
    role === 'ASSISTANT' ? readToolCalls(runId, context) : [],
};
