import { fileTag } from '../../shared/service/cache-tags.ts';
import { DomainError } from '../../shared/service/domain-error.ts';
import { markNoStore } from '../../shared/service/no-store.ts';
import type { ChunkResolvers } from '../generated/resolvers.ts';
import { loadFile } from './load-file.ts';

export const chunk: ChunkResolvers = {
  __resolveReference: async ({ id }, { loaders, cacheTags }, info) => {
    const found = await loaders.chunks.load(id);
    if (found === null) markNoStore(info);
    else cacheTags.add(fileTag(found.fileHash));
    return found;
  },
  file: async ({ fileHash }, _, context, info) => {
    const found = await loadFile(context, fileHash, info);
    if (found === null)
      throw new DomainError('NOT_FOUND', 'The file of this chunk has just been deleted.');
    return found;
  },
};
