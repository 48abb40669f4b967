import type { Conversations } from '../conversations.ts';
import type { MessageRecord } from '../message.ts';
import type { MessageStore } from '../message-store.ts';
import type { OwnedSession } from '../session-key.ts';
import { fitWindow } from './fit-window.ts';
import type { MemoryIndexer } from './memory-indexer.ts';
import type { Summaries } from './summaries.ts';

/** What a model is given of a conversation. */
export interface Recollected {
  /** The newest messages, oldest first; the question is the last. */
  readonly window: readonly MessageRecord[];
  /** What was said before them, in short; null when nothing was. */
  readonly earlier: string | null;
}

export interface SessionMemoryDeps {
  readonly conversations: Conversations;
  readonly messages: MessageStore;
  readonly summaries: Summaries;
  readonly indexer: MemoryIndexer;
  /** The most that the window has. */
  readonly windowTokens: number;
}

/** What an agent remembers of the session that it is in. */
export class SessionMemory {
  readonly #deps: SessionMemoryDeps;

  constructor(deps: SessionMemoryDeps) {
    this.#deps = deps;
  }

  /** The last `count` messages, as far as they fit, and what was before. */
  async recollect(session: OwnedSession, count: number): Promise<Recollected> {
    const messages = await this.#deps.conversations.window(session, count);
    const window = fitWindow(messages, this.#deps.windowTokens);
    const windowStart = window[0]?.position ?? 0;
    const earlier = await this.#deps.summaries.tellBefore(session, windowStart);
    return { window, earlier };
  }

  /** After a turn, answered or not: what was said is taken into memory in the background. Never rejects. */
  async takeIn(session: OwnedSession, count: number): Promise<void> {
    this.#deps.indexer.wake();
    try {
      // Not through the cache: the next turn would find there what its own question has made outdated.
      const messages = await this.#deps.messages.last(session, count, null);
      const [oldest] = fitWindow(messages, this.#deps.windowTokens);
      if (oldest !== undefined) this.#deps.summaries.keepUp(session, oldest.position);
    } catch {
      // The store that could not be read has failed the turn already; a later turn catches up.
    }
  }

  /** Nothing is done in the background any more. */
  async close(): Promise<void> {
    await Promise.all([this.#deps.summaries.close(), this.#deps.indexer.close()]);
  }
}
