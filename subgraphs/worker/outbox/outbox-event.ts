import { CONTEXT_TAG, fileTag, modelTag, SEARCH_TAG } from '../../shared/service/cache-tags.ts';

/**
 * Where an event goes. Every lane is delivered in order and on its own, so that one service that is away holds
 * up no other: the caches of the four services, the search index, and the bytes on disk.
 */
export type Lane = 'INDEX' | 'BYTES' | 'WORKER' | 'RETRIEVAL' | 'AGENTS' | 'GATEWAY';

/** What has to become true elsewhere because the store changed. Delivering it twice is the same as once. */
export interface OutboxEvent {
  readonly lane: Lane;
  /** Empty when the event is about no single file. */
  readonly fileHash: string;
  /** Cache tags to invalidate; empty for the index and the bytes, where the file itself is removed. */
  readonly tags: readonly string[];
}

/** The file's content was published: whatever was found or could now be found differently is dropped. */
export function contentChanged(fileHash: string): OutboxEvent[] {
  const tags = [fileTag(fileHash), SEARCH_TAG, CONTEXT_TAG];
  return [
    { lane: 'RETRIEVAL', fileHash, tags },
    { lane: 'AGENTS', fileHash, tags },
    { lane: 'GATEWAY', fileHash, tags },
  ];
}

/** The file was deleted: its bytes, its rows in the index and everything cached from it go. */
export function fileDeleted(fileHash: string): OutboxEvent[] {
  return [
    { lane: 'BYTES', fileHash, tags: [] },
    { lane: 'INDEX', fileHash, tags: [] },
    { lane: 'WORKER', fileHash, tags: [fileTag(fileHash)] },
    ...contentChanged(fileHash),
  ];
}

/** An operator wants nothing about this file served from a cache; the file itself stays. */
export function fileForgotten(fileHash: string): OutboxEvent[] {
  const lanes: Lane[] = ['WORKER', 'RETRIEVAL', 'AGENTS', 'GATEWAY'];
  return lanes.map((lane) => ({ lane, fileHash, tags: [fileTag(fileHash)] }));
}

/** Searches are answered by another model: whatever was found with this one is dropped. */
export function modelRetired(model: string): OutboxEvent[] {
  const tags = [modelTag(model), SEARCH_TAG, CONTEXT_TAG];
  const lanes: Lane[] = ['RETRIEVAL', 'AGENTS', 'GATEWAY'];
  return lanes.map((lane) => ({ lane, fileHash: '', tags }));
}
