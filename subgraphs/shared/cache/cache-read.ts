import { nameEntry, tagStamp } from './cache-key.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Kind } from './kind.ts';
import { textOf } from './query-text.ts';
import type { CacheRequest } from './types.ts';

/** A request with what the engine derives from it. The digest and the text are made only when memory has no answer. */
export class CacheRead {
  readonly request: CacheRequest;
  readonly kind: Kind;
  /** Names the entry in this process. Not the digest, which costs more than a hit in memory does. */
  readonly memoryKey: string;
  #canonicalKey: string | undefined;
  #entryName: string | undefined;
  #text: { readonly value: string | undefined } | undefined;
  #knownStamps: readonly string[] | undefined;

  constructor(request: CacheRequest, kind: Kind) {
    this.request = request;
    this.kind = kind;
    const { key } = request;
    if (typeof key === 'string') {
      this.memoryKey = `${kind.name}\r${key}`;
    } else {
      this.#canonicalKey = canonicalJson(key);
      this.memoryKey = `${kind.name}\n${this.#canonicalKey}`;
    }
  }

  get entryName(): string {
    if (this.#entryName !== undefined) return this.#entryName;
    const canonicalKey = this.#canonicalKey ?? canonicalJson(this.request.key);
    const { name, settings } = this.kind;
    this.#entryName = nameEntry(name, settings.version ?? 1, canonicalKey);
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
