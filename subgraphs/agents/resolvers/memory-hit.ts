import { DomainError } from '../../shared/service/domain-error.ts';
import type { MemoryHitResolvers } from '../generated/resolvers.ts';

export const memoryHit: MemoryHitResolvers = {
  session: async ({ message }, _, { loaders }) => {
    const session = await loaders.sessions.load(message.sessionId);
    if (session !== null) return session;
    throw new DomainError('NOT_FOUND', 'The agent was deleted while its memory was read.');
  },
};
