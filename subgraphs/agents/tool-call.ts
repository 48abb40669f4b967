import type { CacheInfo } from '../shared/service/cache-info.ts';

/** One use of a tool in a run: what it was given, what it gave, and what that cost. */
export interface ToolCallRecord {
  readonly tool: string;
  readonly arguments: unknown;
  /** As the model was shown it; null when the call failed. */
  readonly result: string | null;
  /** Why the call failed, as the model was told; null when it did not. */
  readonly error: string | null;
  readonly cache: CacheInfo;
  readonly tookMs: number;
}

/** Of a call that no cache was asked for, or that failed. */
export const NOT_CACHED: CacheInfo = {
  status: 'BYPASS',
  ageSeconds: null,
  ttlSeconds: null,
  tags: null,
};
