import type { Cache } from '../shared/cache/types.ts';
import { sessionTag } from '../shared/service/cache-tags.ts';
import type { UserId } from '../shared/service/user-id.ts';
import type { AgentStore } from './agent-store.ts';

/** How many tags one invalidation names at most. */
const BATCH_SIZE = 500;

/**
 * Removes an agent with its sessions, conversations and runs, and what is cached of them. False when there was none.
 * CACHE_UNAVAILABLE when the store has forgotten and the cache could not be told.
 */
export async function deleteAgent(
  deps: { readonly agents: AgentStore; readonly cache: Cache },
  userId: UserId,
  id: string,
): Promise<boolean> {
  const removed = await deps.agents.delete(userId, id);
  if (removed === null) return false;
  const tags = removed.sessionIds.map(sessionTag);
  for (let start = 0; start < tags.length; start += BATCH_SIZE) {
    await deps.cache.invalidate({ tags: tags.slice(start, start + BATCH_SIZE) });
  }
  return true;
}
