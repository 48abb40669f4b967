import { type Page, readPage } from '../../shared/service/connection.ts';
import { DomainError } from '../../shared/service/domain-error.ts';

/** A page of chunks that begins after a cursor or at an index; BAD_USER_INPUT on both, and on an index that is none. */
export function readChunkPage(args: {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly from?: number | null | undefined;
}): Page {
  const page = readPage(args);
  const { from } = args;
  if (from === null || from === undefined) return page;
  if (page.after !== null || from < 0) {
    throw new DomainError(
      'BAD_USER_INPUT',
      `\`from\` is the index of a chunk, 0 or more, and is given without \`after\`; got ${from}${page.after === null ? '' : ' with `after`'}.`,
    );
  }
  return { ...page, after: from === 0 ? null : `${from - 1}` };
}
