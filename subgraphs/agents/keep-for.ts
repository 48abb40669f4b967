import { withTags } from '../shared/cache/cache.ts';
import type { Tagged as Loaded } from '../shared/cache/types.ts';
import { sessionTag } from '../shared/service/cache-tags.ts';
import type { Tagged } from './retrieval.ts';

/**
 * What was read, to be kept under the tags of it and of the session that asked first, if any; not at all when its tags
 * are not known. The session's tag comes with the value, not with the request: every session may be served the entry, and
 * it goes when the conversation that brought it about is deleted.
 */
export function keepFor<T>(sessionId: string | null, { value, tags }: Tagged<T>): Loaded<T> {
  if (tags === null) return withTags(value, [], { ttlSeconds: 0 });
  return withTags(value, sessionId === null ? tags : [...tags, sessionTag(sessionId)]);
}
