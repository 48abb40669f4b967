/** As much as common CDNs take; they drop what is longer. */
const MAX_BYTES = 16 * 1024;

/**
 * The value of a header that tells a cache in front of the gateway what drops an answer: `Cache-Tag`, or `Surrogate-Key`, whose
 * tags are separated by spaces. Subgraphs come first, then types, then tags: what does not fit is the finest. A tag that holds
 * a separator cannot be said and is left out.
 */
export function cacheTagHeader(headerName: string, tags: readonly string[]): string {
  const separator = headerName.toLowerCase() === 'surrogate-key' ? ' ' : ',';
  let value = '';
  for (const tag of [...new Set(tags)].sort(coarsestFirst)) {
    if (!/^[\x21-\x2b\x2d-\x7e]+$/.test(tag)) continue;
    if (value.length + separator.length + tag.length > MAX_BYTES) break;
    value += value === '' ? tag : `${separator}${tag}`;
  }
  return value;
}

function coarsestFirst(one: string, other: string): number {
  return tierOf(one) - tierOf(other) || (one < other ? -1 : 1);
}

function tierOf(tag: string): number {
  if (tag.startsWith('subgraph-')) return 0;
  return tag.startsWith('type-') ? 1 : 2;
}
