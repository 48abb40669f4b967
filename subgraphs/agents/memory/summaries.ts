import type { MessageRecord } from '../message.ts';
import type { MessageStore } from '../message-store.ts';
import { SerialQueue } from '../serial-queue.ts';
import type { OwnedSession } from '../session-key.ts';
import { condense } from './condense.ts';
import type { SummaryRecord, SummaryStore } from './summary-store.ts';
import { type SummaryWriterDeps, writeSummary } from './write-summary.ts';

/** So many messages are summarised at once at least; a model is not asked after every turn. */
const FEWEST_MESSAGES = 6;
/** And at most: what a model is shown in one call. */
const MOST_MESSAGES = 16;
/** How far back a turn looks for messages that no summary tells of yet; one is made after that turn. */
const LATEST_MESSAGES = MOST_MESSAGES;
/** The most that is told of them. */
const LATEST_TOKENS = 300;

export interface SummariesDeps extends SummaryWriterDeps {
  readonly messages: MessageStore;
  readonly summaries: SummaryStore;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The rolling summary of each session: what has left the window of its agent, told in short. */
export class Summaries {
  readonly #deps: SummariesDeps;
  readonly #queue = new SerialQueue();
  readonly #underWay = new Set<Promise<void>>();
  readonly #closing = new AbortController();

  constructor(deps: SummariesDeps) {
    this.#deps = deps;
  }

  /**
   * What was said before `windowStart`, a position; null when nothing was. The kept summary, and of messages after it their most
   * telling sentences: a turn waits for no model, and a summary that is late or was lost with its process leaves no gap.
   */
  async tellBefore(session: OwnedSession, windowStart: number): Promise<string | null> {
    if (windowStart === 0) return null;
    const summary = await this.#latest(session);
    const from = Math.max((summary?.position ?? -1) + 1, windowStart - LATEST_MESSAGES);
    const count = Math.max(0, windowStart - from);
    const rest = await this.#deps.messages.last(session, count, windowStart);
    const parts = [summary?.text ?? '', condense('', rest, LATEST_TOKENS)];
    return parts.filter((part) => part !== '').join('\n') || null;
  }

  /** Summarises what lies before `windowStart`, in the background; nobody waits for it. */
  keepUp(session: OwnedSession, windowStart: number): void {
    if (this.#closing.signal.aborted) return;
    const { sessionId } = session;
    const work = this.#queue.run(sessionId, () => this.#catchUp(session, windowStart));
    const tracked = work.catch((error: unknown) => {
      if (this.#closing.signal.aborted) return;
      this.#deps.logger.warn({ err: error, sessionId }, 'could not summarise a conversation');
    });
    this.#underWay.add(tracked);
    tracked.finally(() => this.#underWay.delete(tracked)).catch(() => undefined);
  }

  /** Resolves when nothing is under way any more; what was not done is done after a later turn. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.settled();
  }

  /** Resolves when everything that was under way is done. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  /** Step by step, each from the summary before it. */
  async #catchUp(session: OwnedSession, windowStart: number): Promise<void> {
    for (;;) {
      const summary = await this.#latest(session);
      const from = (summary?.position ?? -1) + 1;
      if (windowStart - from < FEWEST_MESSAGES) return;
      const count = Math.min(MOST_MESSAGES, windowStart - from);
      const messages = await this.#deps.messages.last(session, count, from + count);
      if (!(await this.#keep(session, summary, messages))) return;
    }
  }

  /** False when the conversation was forgotten meanwhile. */
  async #keep(
    session: OwnedSession,
    earlier: SummaryRecord | undefined,
    messages: readonly MessageRecord[],
  ): Promise<boolean> {
    const { signal } = this.#closing;
    const last = messages.at(-1);
    if (last === undefined) return false;
    const { text, generated } = await writeSummary(
      this.#deps,
      earlier?.text ?? '',
      messages,
      signal,
    );
    signal.throwIfAborted();
    const at = new Date(this.#deps.now()).toISOString();
    await this.#deps.summaries.keep(last, earlier, { text, generated, at });
    return (await this.#latest(session)) !== undefined;
  }

  async #latest({ userId, sessionId }: OwnedSession) {
    return (await this.#deps.summaries.findLatest(userId, [sessionId])).get(sessionId);
  }
}
