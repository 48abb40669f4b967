import { readCacheStats } from '../../shared/service/cache-stats.ts';
import { fileTag, modelTag } from '../../shared/service/cache-tags.ts';
import { readPage } from '../../shared/service/connection.ts';
import type { QueryResolvers } from '../generated/resolvers.ts';
import { readFileConditions } from './file-conditions.ts';
import { loadFile } from './load-file.ts';

export const query: QueryResolvers = {
  file: (_, { hash }, context, info) => loadFile(context, hash, info),
  files: async (_, { filter, ...page }, { worker, loaders, cacheTags }) => {
    const files = await worker.store.files.list(readPage(page), readFileConditions(filter));
    for (const { node } of files.edges) {
      loaders.files.prime(node.hash, node);
      cacheTags.add(fileTag(node.hash));
    }
    return files;
  },
  models: (_, { kind }, { worker }) => worker.models.list(kind),
  model: (_, { name }, { loaders }) => loaders.models.load(name),
  embed: async (_, { texts, model }, { worker, cacheTags }) => {
    const embedded = await worker.embed(texts, model);
    for (const each of embedded) cacheTags.add(modelTag(each.model.name));
    return embedded;
  },
  modelSwitch: (_, __, { worker }) => worker.modelSwitch(),
  job: (_, { id }, { loaders }) => loaders.jobs.load(id),
  cacheStats: async (_, __, { worker }) => ({
    worker: await readCacheStats('WORKER', worker.cache),
  }),
};
