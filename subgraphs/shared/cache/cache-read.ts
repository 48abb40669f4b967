import { nameEntry, tagStamp } from './cache-key.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Kind } from './kind.ts';
import { textOf } from './query-text.ts';
import type { CacheRequest } from './types.ts';

/** A request with what the engine derives from it. The digest and the text are made only when memory has no answer. */
export class CacheRead {
  readonly request: CacheRequest;
  readonly kind: Kind;
  #entryName: string | undefined;
  #text: { readonly value: string | undefined } | undefined;
  #knownStamps: readonly string[] | undefined;

  constructor(request: CacheRequest, kind: Kind) {
    this.request = request;
    this.kind = kind;
  }

  get entryName(): string {
    const { name, settings } = this.kind;
    this.#entryName ??= nameEntry(name, settings.version ?? 1, canonicalJson(this.request.key));
    return this.#entryName;
  }

  get text(): string | undefined {
    this.#text ??= { value: textOf(this.request) };
    return this.#text.value;
  }

  /** The kind's stamp and those of the tags that the request names. */
  get knownStamps(): readonly string[] {
    const { tags } = this.request;
    if (tags === undefined || tags.length === 0) return this.kind.stamps;
    this.#knownStamps ??= [...this.kind.stamps, ...new Set(tags.map(tagStamp))];
    return this.#knownStamps;
  }

  get ttlMs(): number {
    return (this.request.ttlSeconds ?? this.kind.settings.ttlSeconds) * 1000;
  }

  get graceMs(): number {
    return (this.request.graceSeconds ?? this.kind.settings.graceSeconds ?? 0) * 1000;
  }
}
