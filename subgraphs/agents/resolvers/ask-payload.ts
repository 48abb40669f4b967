import { DomainError } from '../../shared/service/domain-error.ts';
import type { BeginAskPayloadResolvers } from '../generated/resolvers.ts';

/** Of a question that was answered or only begun. Run and session are read anew: both have changed. */
export const askPayload: BeginAskPayloadResolvers = {
  run: async ({ runId }, _, { loaders }) => requireStill(await loaders.runs.load(runId)),
  session: async ({ sessionId }, _, { loaders }) =>
    requireStill(await loaders.sessions.load(sessionId)),
};

function requireStill<T>(record: T | null): T {
  if (record !== null) return record;
  throw new DomainError('NOT_FOUND', 'The agent was deleted while it answered.');
}
