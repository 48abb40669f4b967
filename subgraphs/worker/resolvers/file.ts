import { SEARCH_TAG } from '../../shared/service/cache-tags.ts';
import { readPageSize } from '../../shared/service/connection.ts';
import type { FileResolvers } from '../generated/resolvers.ts';
import { readChunkPage } from './chunk-page.ts';
import { loadFile } from './load-file.ts';

export const file: FileResolvers = {
  __resolveReference: ({ hash }, context, info) => loadFile(context, hash, info),
  chunks: async ({ hash }, args, { worker, loaders }) => {
    const page = await worker.store.chunks.list(hash, readChunkPage(args));
    for (const { node } of page.edges) loaders.chunks.prime(node.id, node);
    return { ...page, totalCount: await loaders.chunkCounts.load(hash) };
  },
  nearDuplicates: async ({ hash }, { first }, context, info) => {
    const count = readPageSize('first', first);
    const found = (await context.loaders.nearDuplicates.load(hash)).slice(0, count);
    // Any file that comes, changes or goes may change the answer.
    context.cacheTags.add(SEARCH_TAG);
    const files = await Promise.all(found.map(({ fileHash }) => loadFile(context, fileHash, info)));
    return found.flatMap(({ similarity, kind }, at) => {
      const file = files[at];
      return file ? [{ file, similarity, kind }] : [];
    });
  },
};
