import type { GraphQLResolveInfo } from 'graphql';
import { fileTag } from '../../shared/service/cache-tags.ts';
import { markNoStore } from '../../shared/service/no-store.ts';
import type { WorkerContext } from '../context.ts';
import type { FileRecord } from '../file.ts';

/**
 * A file of this request, with its cache tag on the answer. What will change by itself (a file on its way, a file that
 * is not there yet) stays out of response caches, because nothing is invalidated at each of its steps.
 */
export async function loadFile(
  { loaders, cacheTags }: WorkerContext,
  hash: string,
  info: GraphQLResolveInfo,
): Promise<FileRecord | null> {
  cacheTags.add(fileTag(hash));
  const file = await loaders.files.load(hash);
  if (file === null || file.status === 'QUEUED' || file.status === 'PROCESSING') markNoStore(info);
  return file;
}
