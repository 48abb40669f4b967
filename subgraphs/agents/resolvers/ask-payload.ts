import { DomainError } from '../../shared/service/domain-error.ts';
import type { AskPayloadResolvers } from '../generated/resolvers.ts';

/** Run and session are read anew: the answer has changed both. */
export const askPayload: AskPayloadResolvers = {
  run: async ({ runId }, _, { loaders }) => requireStill(await loaders.runs.load(runId)),
  session: async ({ sessionId }, _, { loaders }) =>
    requireStill(await loaders.sessions.load(sessionId)),
};

function requireStill<T>(record: T | null): T {
  if (record !== null) return record;
  throw new DomainError('NOT_FOUND', 'The agent was deleted while it answered.');
}
