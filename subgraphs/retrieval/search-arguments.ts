import { decodeCursor, MAX_PAGE_SIZE } from '../shared/service/connection.ts';
import { DomainError } from '../shared/service/domain-error.ts';
import { type ChunkFilter, type Modality, NO_FILTER } from './chunk-filter.ts';
import type { SearchMode } from './passage-finder.ts';

/** What `search` was asked, checked and in canonical form: two that ask the same are equal. */
export interface SearchArguments {
  readonly query: string;
  readonly first: number;
  /** How many hits the pages before had. */
  readonly offset: number;
  readonly mode: SearchMode;
  readonly minScore: number | null;
  readonly filter: ChunkFilter;
}

/** A filter as the graph gives it. */
export interface FilterInput {
  readonly modalities?: readonly Modality[] | null | undefined;
  readonly mediaTypes?: readonly string[] | null | undefined;
  readonly fileHashes?: readonly string[] | null | undefined;
  readonly createdAfter?: Date | null | undefined;
  readonly createdBefore?: Date | null | undefined;
}

export interface SearchInput {
  readonly query: string;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly mode?: SearchMode | null | undefined;
  readonly minScore?: number | null | undefined;
  readonly filter?: FilterInput | null | undefined;
  /** Whether it is listed among the searches that ran; it is unless this is false. */
  readonly record?: boolean | null | undefined;
}

export const MAX_QUERY_LENGTH = 2000;
const MAX_LIST_LENGTH = 1000;
const DEFAULT_FIRST = 10;

/** Throws BAD_USER_INPUT, with the rule and what came, for anything outside the rules. */
export function readSearchArguments(input: SearchInput): SearchArguments {
  return {
    query: readQuery(input.query),
    first: readFirst(input.first ?? DEFAULT_FIRST),
    offset: input.after ? readOffset(input.after) : 0,
    mode: input.mode ?? 'HYBRID',
    minScore: readMinScore(input.minScore ?? null),
    filter: readFilter(input.filter),
  };
}

/** How many hits are wanted at most. */
export function readFirst(first: number): number {
  if (Number.isInteger(first) && first >= 0 && first <= MAX_PAGE_SIZE) return first;
  throw badInput(`\`first\` must be between 0 and ${MAX_PAGE_SIZE}; got ${first}.`);
}

/** The rank of the last hit of the page before, as its cursor has it. */
function readOffset(cursor: string): number {
  const rank = decodeCursor(cursor);
  if (/^[1-9]\d{0,8}$/.test(rank)) return Number(rank);
  throw badInput('`after` must be a cursor of `search`; use `pageInfo.endCursor` as it came.');
}

/** The query in Unicode's composed form, every run of white space and control characters one blank. */
export function readQuery(given: string): string {
  const query = given
    .normalize('NFC')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  if (query === '') {
    throw badInput('`query` must contain at least one character that is not white space.');
  }
  if (query.length <= MAX_QUERY_LENGTH) return query;
  throw badInput(
    `\`query\` must have at most ${MAX_QUERY_LENGTH} characters; got ${query.length}. Ask in fewer words.`,
  );
}

export function readFilter(given: FilterInput | null | undefined): ChunkFilter {
  if (!given) return NO_FILTER;
  return {
    modalities: canonical('modalities', given.modalities),
    mediaTypes: readAll('mediaTypes', given.mediaTypes, MEDIA_TYPE, 'such as `text/markdown`'),
    fileHashes: readAll('fileHashes', given.fileHashes, SHA_256, '64 hexadecimal digits'),
    createdAfter: given.createdAfter?.getTime() ?? null,
    createdBefore: given.createdBefore?.getTime() ?? null,
  };
}

const SHA_256 = /^[0-9a-f]{64}$/;
/** RFC 6838's restricted names. */
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;

function readAll(
  name: string,
  given: readonly string[] | null | undefined,
  pattern: RegExp,
  expected: string,
): readonly string[] | null {
  const values = canonical(
    name,
    given?.map((value) => value.trim().toLowerCase()),
  );
  const stranger = values?.find((value) => !pattern.test(value));
  if (stranger === undefined) return values;
  throw badInput(`\`filter.${name}\` must hold ${expected}; got "${stranger.slice(0, 100)}".`);
}

/** Sorted and without repeats: the order of a list of alternatives means nothing. */
function canonical<T extends string>(
  name: string,
  given: readonly T[] | null | undefined,
): readonly T[] | null {
  if (!given) return null;
  if (given.length <= MAX_LIST_LENGTH) return [...new Set(given)].sort();
  throw badInput(
    `\`filter.${name}\` must hold at most ${MAX_LIST_LENGTH} values; got ${given.length}.`,
  );
}

function readMinScore(minScore: number | null): number | null {
  if (minScore === null || (minScore >= 0 && minScore <= 1)) return minScore;
  throw badInput(`\`minScore\` must be between 0 and 1; got ${minScore}.`);
}

function badInput(message: string): DomainError {
  return new DomainError('BAD_USER_INPUT', message);
}
