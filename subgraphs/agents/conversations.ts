import type { Logger } from 'pino';
import type { Cache } from '../shared/cache/types.ts';
import { sessionTag } from '../shared/service/cache-tags.ts';
import { decodeCursor, encodeCursor, readPageSize } from '../shared/service/connection.ts';
import { DomainError } from '../shared/service/domain-error.ts';
import type { MessageRecord } from './message.ts';
import type { MessageStore } from './message-store.ts';
import type { OwnedSession } from './session-key.ts';
import type { SessionStore } from './session-store.ts';
import type { TurnStore } from './turn-store.ts';
import { readValidated } from './validated-read.ts';

/** How much of a conversation's end is cached: the largest page. */
const TAIL_LENGTH = 100;

/** The end of a conversation as it is cached. */
interface ConversationTail {
  readonly revision: number;
  readonly totalCount: number;
  /** The last `TAIL_LENGTH`, oldest first. */
  readonly messages: readonly MessageRecord[];
}

const EMPTY: ConversationTail = { revision: 0, totalCount: 0, messages: [] };

/** Relay's connection, read backwards. */
export interface MessagePage {
  readonly edges: readonly { readonly cursor: string; readonly node: MessageRecord }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

export interface ConversationsDeps {
  readonly messages: MessageStore;
  readonly sessions: SessionStore;
  readonly turns: TurnStore;
  readonly cache: Cache;
  readonly logger: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What was said, per session. The store is the record; the end of each conversation is cached over it. */
export class Conversations {
  readonly #deps: ConversationsDeps;

  constructor(deps: ConversationsDeps) {
    this.#deps = deps;
  }

  /** The last messages before a cursor, oldest first. */
  async page(
    session: OwnedSession,
    args: { readonly last?: number | null; readonly before?: string | null },
  ): Promise<MessagePage> {
    const last = readPageSize('last', args.last);
    const before = args.before ? readPosition(args.before) : null;
    const tail = await this.#tail(session);
    const end = Math.min(before ?? tail.totalCount, tail.totalCount);
    const start = Math.max(0, end - last);
    const tailStart = tail.totalCount - tail.messages.length;
    const messages =
      start >= tailStart
        ? tail.messages.slice(start - tailStart, end - tailStart)
        : await this.#deps.messages.last(session, end - start, end);
    return toMessagePage(messages, { start, end, totalCount: tail.totalCount });
  }

  /**
   * The last `count` messages, oldest first. From the store: a window is read when its question has just been written,
   * so that what is cached is out of date every time.
   */
  window(session: OwnedSession, count: number): Promise<readonly MessageRecord[]> {
    return this.#deps.messages.last(session, count, null);
  }

  /**
   * Forgets every word of a conversation, and all that is cached of it, tool results included; what is under way
   * in it is cancelled. CACHE_UNAVAILABLE when the store has forgotten and the cache could not be told.
   */
  async forget(session: OwnedSession): Promise<boolean> {
    const { userId, sessionId } = session;
    const [known] = await this.#deps.sessions.findStates(userId, [sessionId]);
    if (known === undefined) return false;
    const at = new Date(this.#deps.now()).toISOString();
    const isForgotten = await this.#deps.turns.forget(session, at);
    await this.#deps.cache.invalidate({ tags: [sessionTag(sessionId)] });
    return isForgotten;
  }

  async #tail({ userId, sessionId }: OwnedSession): Promise<ConversationTail> {
    const [state] = await this.#deps.sessions.findStates(userId, [sessionId]);
    if (state === undefined) return EMPTY;
    const [tail] = await readValidated<ConversationTail>(this.#deps, {
      kind: 'conversation',
      userId,
      wanted: [state],
      loadMany: (ids) => Promise.all(ids.map((id) => this.#loadTail({ userId, sessionId: id }))),
    });
    return tail ?? EMPTY;
  }

  /** The revision is read first: a write in between makes the entry look older than it is, never newer. */
  async #loadTail(session: OwnedSession): Promise<ConversationTail> {
    const [state] = await this.#deps.sessions.findStates(session.userId, [session.sessionId]);
    const messages = await this.#deps.messages.last(session, TAIL_LENGTH, null);
    const lastPosition = messages.at(-1)?.position ?? -1;
    return { revision: state?.revision ?? 0, totalCount: lastPosition + 1, messages };
  }
}

function toMessagePage(
  messages: readonly MessageRecord[],
  range: { readonly start: number; readonly end: number; readonly totalCount: number },
): MessagePage {
  const edges = messages.map((node) => ({ cursor: encodeCursor(`${node.position}`), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: range.end < range.totalCount,
      hasPreviousPage: range.start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: range.totalCount,
  };
}

function readPosition(cursor: string): number {
  const position = decodeCursor(cursor);
  if (/^\d{1,9}$/.test(position)) return Number(position);
  throw new DomainError(
    'BAD_USER_INPUT',
    'The cursor is not one of a conversation; use `pageInfo.startCursor` as it came.',
  );
}
