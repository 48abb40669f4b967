import type { Tagged } from './types.ts';

/** Only `withTags` makes these, so that no loaded value that happens to have `tags` can be mistaken for one. */
class TaggedValue<T> implements Tagged<T> {
  readonly #value: T;
  readonly tags: readonly string[];
  declare readonly ttlSeconds?: number;

  constructor(value: T, tags: readonly string[], ttlSeconds: number | undefined) {
    this.#value = value;
    this.tags = [...new Set(tags)];
    if (ttlSeconds !== undefined) this.ttlSeconds = ttlSeconds;
  }

  get value(): T {
    return this.#value;
  }

  static is(value: unknown): value is TaggedValue<unknown> {
    return typeof value === 'object' && value !== null && #value in value;
  }
}

/**
 * What a load returns when only it knows what its value depends on: a search result carries the tag of every file that
 * it shows. `ttlSeconds` replaces the kind's; 0 means that the value must not be kept.
 */
export function withTags<T>(
  value: T,
  tags: readonly string[],
  options: { readonly ttlSeconds?: number } = {},
): Tagged<T> {
  return new TaggedValue(value, tags, options.ttlSeconds);
}

/** The value that was loaded, with or without tags. */
export function untag<T>(loaded: T | Tagged<T>): Tagged<T> {
  return TaggedValue.is(loaded) ? (loaded as Tagged<T>) : { value: loaded as T, tags: [] };
}
