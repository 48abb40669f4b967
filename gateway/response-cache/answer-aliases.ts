import { LRUCache } from 'lru-cache';
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

/**
 * Requests, byte for byte, that this process has parsed, found valid and answered with what lies in the response cache: the next
 * one like it needs none of that. Nothing in it can be out of date, because it holds no answers; and whatever refuses requests
 * (limits, persisted operations, authorization) has let these pass.
 */
export type AnswerAliases = LRUCache<string, AnswerAlias>;

export function createAnswerAliases(): AnswerAliases {
  return new LRUCache({
    maxSize: MAX_CHARACTERS,
    sizeCalculation: (alias, request) => request.length + alias.key.length,
  });
}
