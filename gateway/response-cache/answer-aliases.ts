import { Sieve, type SieveNode } from '../../subgraphs/shared/cache/sieve.ts';
import type { ContentCoding } from './compressed-bodies.ts';
import type { PreparedAnswer } from './prepared-answer.ts';

/** In characters of all requests together. */
const MAX_CHARACTERS = 8 * 1024 * 1024;

/** Where the answer to one very request lies. */
export interface AnswerAlias {
  /** Of the entry in the kind `response`. */
  readonly key: string;
  /** What was sent with it and does not depend on the time: the content type, whom browsers may show it to. */
  readonly headers: Readonly<Record<string, string>>;
  /** How the body was compressed; absent when it was not. */
  readonly coding: ContentCoding | undefined;
  /** Whether it was learnt from a 304, which does not tell how a body goes out. */
  readonly isBodiless: boolean;
  /** What was sent last. */
  prepared?: PreparedAnswer;
}

interface Place extends SieveNode {
  readonly request: string;
  readonly alias: AnswerAlias;
}

/**
 * Requests, byte for byte, that this process has parsed, found valid and answered with what lies in the response cache: the next
 * one like it needs none of that. Nothing in it can be out of date, because it holds no answers; and whatever refuses requests
 * (limits, persisted operations, authorization) has let these pass. When it is full, those that were not asked again go.
 */
export class AnswerAliases {
  readonly #places = new Map<string, Place>();
  readonly #queue = new Sieve<Place>();
  readonly #maxCharacters: number;
  #characters = 0;

  constructor(maxCharacters = MAX_CHARACTERS) {
    this.#maxCharacters = maxCharacters;
  }

  get(request: string): AnswerAlias | undefined {
    const place = this.#places.get(request);
    if (place === undefined) return undefined;
    place.isVisited = true;
    return place.alias;
  }

  /** One that is too large alone is not kept. */
  set(request: string, alias: AnswerAlias): void {
    const before = this.#places.get(request);
    if (before !== undefined) {
      this.#queue.remove(before);
      this.#forget(before);
    }
    const place = { request, alias, isVisited: false, newer: undefined, older: undefined };
    const size = sizeOf(place);
    if (size > this.#maxCharacters) return;
    while (this.#characters + size > this.#maxCharacters) this.#forget(this.#queue.evict());
    this.#places.set(request, place);
    this.#queue.add(place);
    this.#characters += size;
  }

  #forget(place: Place | undefined): void {
    if (place === undefined) return;
    this.#places.delete(place.request);
    this.#characters -= sizeOf(place);
  }
}

const sizeOf = ({ request, alias }: Place) => request.length + alias.key.length;
