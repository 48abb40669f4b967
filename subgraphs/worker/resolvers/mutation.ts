import { Readable } from 'node:stream';
import { CONTEXT_TAG, fileTag, SEARCH_TAG } from '../../shared/service/cache-tags.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';
import { decodeContent } from '../ingest/decode-content.ts';

/** Each says in its cache tags what it changed: the gateway drops that before it answers. */
export const mutation: MutationResolvers = {
  ingest: async (_, { input }, { worker, cacheTags }) => {
    const { name, metadata, mediaType, content, encoding } = input;
    const bytes = decodeContent(content, encoding ?? 'UTF8');
    const incoming = { name, metadata, mediaType: mediaType ?? undefined };
    const ingested = await worker.ingest(incoming, Readable.from([bytes]));
    cacheTags.add(fileTag(ingested.file.hash));
    return ingested;
  },
  deleteFile: (_, { hash }, { worker, cacheTags }) => {
    for (const tag of [fileTag(hash), SEARCH_TAG, CONTEXT_TAG]) cacheTags.add(tag);
    return worker.deleteFile(hash);
  },
  cancelJob: async (_, { id }, { worker, cacheTags }) => {
    const job = await worker.cancelJob(id);
    cacheTags.add(fileTag(job.fileHash));
    return job;
  },
  reprocess: (_, { hash }, { worker, cacheTags }) => {
    cacheTags.add(fileTag(hash));
    return worker.reprocess(hash);
  },
};
