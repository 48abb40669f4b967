import type { CacheResult } from '../../shared/cache/types.ts';
import type { ModelKind } from '../generated/resolvers.ts';

/** What the stack knows of a model. */
export interface ModelDescription {
  readonly name: string;
  readonly kind: ModelKind;
  readonly provider: string;
  readonly dimensions: number | null;
  readonly maxInputTokens: number | null;
  readonly available: boolean;
  /** Why it cannot be used and what to set; null when it can. */
  readonly unavailableReason: string | null;
}

/** A description and how it was served. */
export interface ModelRecord extends ModelDescription {
  readonly result: CacheResult<unknown>;
}

/** A model that may be there, and how to find out. */
export interface ModelSource {
  readonly name: string;
  readonly kind: ModelKind;
  readonly provider: string;
  /** All that decides the description besides name and provider; part of the cache key. */
  readonly settings: Readonly<Record<string, unknown>>;
  describe(): Promise<ModelDescription>;
}
