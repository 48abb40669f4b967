import { Readable } from 'node:stream';
import type { MutationResolvers } from '../generated/resolvers.ts';
import { decodeContent } from '../ingest/decode-content.ts';

export const mutation: MutationResolvers = {
  ingest: (_, { input }, { worker }) => {
    const { name, metadata, mediaType, content, encoding } = input;
    const bytes = decodeContent(content, encoding ?? 'UTF8');
    const incoming = { name, metadata, mediaType: mediaType ?? undefined };
    return worker.ingest(incoming, Readable.from([bytes]));
  },
  deleteFile: (_, { hash }, { worker }) => worker.deleteFile(hash),
  cancelJob: (_, { id }, { worker }) => worker.cancelJob(id),
  reprocess: (_, { hash }, { worker }) => worker.reprocess(hash),
};
