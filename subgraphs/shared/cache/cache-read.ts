import { kindStamp, nameEntry, tagStamp } from './cache-key.ts';
import { canonicalJson } from './canonical-json.ts';
import { textOf } from './query-text.ts';
import type { CacheKind, CacheRequest } from './types.ts';

/** A request with what the engine derives from it. The digest and the text are made only when memory has no answer. */
export class CacheRead {
  readonly request: CacheRequest;
  readonly settings: CacheKind;
  readonly memoryKey: string;
  readonly #canonicalKey: string;
  #entryName: string | undefined;
  #text: { readonly value: string | undefined } | undefined;
  #knownStamps: readonly string[] | undefined;

  constructor(request: CacheRequest, settings: CacheKind) {
    this.request = request;
    this.settings = settings;
    this.#canonicalKey = canonicalJson(request.key);
    this.memoryKey = `${request.kind}\n${this.#canonicalKey}`;
  }

  get kind(): string {
    return this.request.kind;
  }

  get entryName(): string {
    this.#entryName ??= nameEntry(this.kind, this.settings.version ?? 1, this.#canonicalKey);
    return this.#entryName;
  }

  get text(): string | undefined {
    this.#text ??= { value: textOf(this.request) };
    return this.#text.value;
  }

  /** The kind's stamp and those of the tags that the request names. */
  get knownStamps(): readonly string[] {
    this.#knownStamps ??= [kindStamp(this.kind), ...new Set(this.request.tags?.map(tagStamp))];
    return this.#knownStamps;
  }

  get ttlMs(): number {
    return (this.request.ttlSeconds ?? this.settings.ttlSeconds) * 1000;
  }

  get graceMs(): number {
    return (this.request.graceSeconds ?? this.settings.graceSeconds ?? 0) * 1000;
  }
}
