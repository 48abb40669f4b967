import type { ChunkFilter } from './chunk-filter.ts';

/**
 * The SQL condition for a filter. LanceDB takes conditions as text only, so every value passes `quote`, and what
 * reaches this file has been validated before: hashes are hex, modalities an enum, media types a narrow pattern.
 * Without `live`, rows fit that wait to be committed, too, and it may be that nothing is asked: ''.
 */
export function predicateOf(
  filter: ChunkFilter,
  {
    exceptFile,
    live = true,
  }: { readonly exceptFile?: string | undefined; readonly live?: boolean } = {},
): string {
  return [
    ...(live ? ['live = true'] : []),
    ...(filter.modalities ? [isOneOf('modality', filter.modalities)] : []),
    ...(filter.mediaTypes ? [isOneOf('media_type', filter.mediaTypes)] : []),
    ...(filter.fileHashes ? [isOneOf('file_hash', filter.fileHashes)] : []),
    ...(filter.createdAfter !== null ? [`created_at >= ${moment(filter.createdAfter)}`] : []),
    ...(filter.createdBefore !== null ? [`created_at < ${moment(filter.createdBefore)}`] : []),
    ...(exceptFile !== undefined ? [`file_hash <> ${quote(exceptFile)}`] : []),
  ].join(' AND ');
}

/** `column IN ('a', 'b')`; `false` for no values, because SQL has no empty list. */
export function isOneOf(column: string, values: readonly string[]): string {
  return values.length === 0 ? 'false' : `${column} IN (${values.map(quote).join(', ')})`;
}

/** An SQL string literal: a quote inside is doubled, nothing else is special. */
export function quote(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A whole number of milliseconds as a literal of the column's type. */
function moment(milliseconds: number): string {
  return `${Math.trunc(milliseconds)}.0`;
}
