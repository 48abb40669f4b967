import { readPage } from '../../shared/service/connection.ts';
import type { FileResolvers } from '../generated/resolvers.ts';
import { loadFile } from './load-file.ts';

export const file: FileResolvers = {
  __resolveReference: ({ hash }, context, info) => loadFile(context, hash, info),
  chunks: async ({ hash }, args, { worker, loaders }) => {
    const page = await worker.store.chunks.list(hash, readPage(args));
    for (const { node } of page.edges) loaders.chunks.prime(node.id, node);
    return { ...page, totalCount: await loaders.chunkCounts.load(hash) };
  },
};
