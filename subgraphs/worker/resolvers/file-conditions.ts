import type { FileFilter, InputMaybe } from '../generated/resolvers.ts';
import type { FileConditions } from '../store/file-store.ts';

/** GraphQL's `null` says the same as leaving a condition out. */
export function readFileConditions(filter: InputMaybe<FileFilter> | undefined): FileConditions {
  return {
    modalities: filter?.modalities ?? undefined,
    status: filter?.status ?? undefined,
    nameContains: filter?.nameContains ?? undefined,
  };
}
