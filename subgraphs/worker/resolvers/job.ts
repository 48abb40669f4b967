import type { JobResolvers } from '../generated/resolvers.ts';
import { loadFile } from './load-file.ts';

export const job: JobResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.jobs.load(id),
  file: ({ fileHash }, _, context, info) => loadFile(context, fileHash, info),
};
