import { DomainError } from './domain-error.ts';

/** The largest page that any connection gives. */
export const MAX_PAGE_SIZE = 100;

/** A validated request for a page; `after` is the opaque cursor's content. */
export interface Page {
  readonly first: number;
  readonly after: string | null;
}

/** Reads Relay's `first`/`after`; throws BAD_USER_INPUT on a size outside 0…100 or a cursor that is not ours. */
export function readPage(args: {
  first?: number | null | undefined;
  after?: string | null | undefined;
}): Page {
  return {
    first: readPageSize('first', args.first),
    after: args.after ? decodeCursor(args.after) : null,
  };
}

/** A page size within bounds; absent means 20. */
export function readPageSize(name: string, size: number | null | undefined): number {
  const value = size ?? 20;
  if (Number.isInteger(value) && value >= 0 && value <= MAX_PAGE_SIZE) return value;
  throw new DomainError(
    'BAD_USER_INPUT',
    `\`${name}\` must be between 0 and ${MAX_PAGE_SIZE}; got ${value}. Ask for a smaller page and go on with \`after\`.`,
  );
}

/** Makes a position (a sort key) opaque. */
export function encodeCursor(position: string): string {
  return Buffer.from(position, 'utf8').toString('base64url');
}

/** The position inside a cursor; throws BAD_USER_INPUT when the text was never a cursor. */
export function decodeCursor(cursor: string): string {
  const position = Buffer.from(cursor, 'base64url').toString('utf8');
  if (position !== '' && encodeCursor(position) === cursor) return position;
  throw new DomainError(
    'BAD_USER_INPUT',
    'The cursor is not one that this service gave out; use `pageInfo.endCursor` as it came.',
  );
}

/** Relay's connection over rows that were read with `limit first + 1`. */
export function toConnection<T>(
  rows: readonly T[],
  page: Page,
  positionOf: (row: T) => string,
): {
  edges: { cursor: string; node: T }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
} {
  const edges = rows
    .slice(0, page.first)
    .map((node) => ({ cursor: encodeCursor(positionOf(node)), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > page.first,
      hasPreviousPage: page.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
