import { hash } from 'node:crypto';
import type { CacheResult } from '../../subgraphs/shared/cache/types.ts';

/** Characters of an entity tag without its quotes: 16 bytes of a SHA-256 in base64url. */
const ETAG_LENGTH = 22;

/** A whole answer as the cache has it. */
export interface KeptAnswer {
  /** Under which it lies in the kind `response`. */
  readonly key: string;
  /** As it stands in the header: weak, because a proxy may compress the bytes. */
  readonly etag: string;
  /** What is sent, to the byte. */
  readonly body: string;
  readonly tags: readonly string[];
  /** Whole seconds since it was computed. */
  readonly ageSeconds: number;
  /** Its lifetime, counted from then as `Cache-Control: max-age` is. */
  readonly maxAgeSeconds: number;
}

/** What is written instead of an answer that may not be kept, for those who waited for it. */
export const NOT_KEPT = '';

/** One text: the tag, which would cost more to compute than the rest of a hit, and the body, which is never parsed. */
export function writeAnswer(body: string): string {
  return hash('sha256', body, 'base64url').slice(0, ETAG_LENGTH) + body;
}

/** The answer that lies under the key; undefined when none may be kept there. */
export function keptIn(
  { value, tags, ageSeconds, ttlSeconds }: CacheResult<string>,
  key: string,
): KeptAnswer | undefined {
  if (value === NOT_KEPT) return undefined;
  const age = Math.floor(ageSeconds);
  return {
    key,
    etag: `W/"${value.slice(0, ETAG_LENGTH)}"`,
    body: value.slice(ETAG_LENGTH),
    tags,
    ageSeconds: age,
    maxAgeSeconds: age + Math.floor(ttlSeconds),
  };
}

/** Whether a client that sends this `If-None-Match` has the answer already; tags compare weakly (RFC 9110, 8.8.3.2). */
export function isKnownToClient(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((tag) => opaque(tag) === opaque(etag));
}

function opaque(tag: string): string {
  return tag.trim().replace(/^W\//, '');
}
