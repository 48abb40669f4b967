import { readPage, toConnection } from '../shared/service/connection.ts';
import { type Keyset, readKeyset, writeKeyset } from './keyset.ts';

/** A list that can be read newest first, a page at a time. */
export interface NewestFirst<T> {
  readonly page: (limit: number, after: Keyset | null) => Promise<readonly T[]>;
  readonly count: () => Promise<number>;
  readonly placeOf: (row: T) => Keyset;
}

/** Relay's connection with the total; BAD_USER_INPUT on a page size or a cursor that does not fit. */
export async function readNewestFirst<T>(
  list: NewestFirst<T>,
  args: { readonly first?: number | null; readonly after?: string | null },
) {
  const page = readPage(args);
  const [rows, totalCount] = await Promise.all([
    list.page(page.first + 1, readKeyset(page.after)),
    list.count(),
  ]);
  return { ...toConnection(rows, page, (row) => writeKeyset(list.placeOf(row))), totalCount };
}
