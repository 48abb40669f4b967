import type { RunResolvers } from '../generated/resolvers.ts';
import { readToolCalls } from './read-tool-calls.ts';

export const run: RunResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.runs.load(id),
  startedAt: ({ startedAt }) => new Date(startedAt),
  finishedAt: ({ finishedAt }) => (finishedAt === null ? null : new Date(finishedAt)),
  toolCalls: ({ id }, _, context) => readToolCalls(id, context),
};
