import type { Logger } from 'pino';
import { hasErrorCode } from '../../shared/service/domain-error.ts';
import { outsideTraces } from '../../shared/tracing/with-span.ts';
import type { MemoryStore, PendingMemory } from './memory-store.ts';
import type { TextEmbedder } from './text-embedder.ts';

/** Texts in one call: a few seconds of the slowest model. */
const BATCH_SIZE = 16;
const TIMEOUT_MS = 60_000;
/** How often is looked for what other processes left, and how soon after a fault. */
const SWEEP_MS = 5000;

export interface MemoryIndexerDeps {
  readonly memories: MemoryStore;
  readonly embedder: TextEmbedder;
  readonly logger: Logger;
}

/**
 * Gives every message its vector, in the background. What has none yet is in the store, so nothing is forgotten: a process goes on
 * where another one stopped. Two at once may embed the same message, which costs a read of the worker's cache.
 */
export class MemoryIndexer {
  readonly #deps: MemoryIndexerDeps;
  readonly #timer: NodeJS.Timeout;
  /** Of the last answer; vectors of another space are made again. */
  #space: string | null = null;
  /** Memories whose text the model does not take; tried again with another model or by another process. */
  readonly #refused = new Set<number>();
  #pass: Promise<void> | undefined;
  #writing: Promise<void> | undefined;
  #isWanted = false;
  #isAway = false;
  #isClosed = false;

  constructor(deps: MemoryIndexerDeps) {
    this.#deps = deps;
    this.#timer = setInterval(() => this.wake(), SWEEP_MS).unref();
  }

  /** There may be new messages. Never waits, never throws. */
  wake(): void {
    if (this.#isClosed) return;
    this.#isWanted = true;
    this.#pass ??= outsideTraces(() => this.#run()).finally(() => {
      this.#pass = undefined;
    });
  }

  /** The model's vectors lie in this space now; those of another one are made again. */
  expect(space: string): void {
    if (space === this.#space) return;
    this.#space = space;
    this.#refused.clear();
    this.wake();
  }

  /** The store is not touched any more. A call that is under way is not waited for; what it gives is dropped. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.#writing;
  }

  async #run(): Promise<void> {
    while (this.#isWanted) {
      this.#isWanted = false;
      try {
        while (await this.#embedSome());
        this.#isAway = false;
      } catch (error) {
        if (!this.#isAway && !this.#isClosed)
          this.#deps.logger.warn({ err: error }, 'messages are found by words only for now');
        this.#isAway = true;
        return;
      }
    }
  }

  /** False when there was nothing left to do. */
  async #embedSome(): Promise<boolean> {
    const pending = await this.#deps.memories.findPending(this.#space, BATCH_SIZE, this.#refused);
    if (pending.length === 0 || this.#isClosed) return false;
    try {
      await this.#embed(pending);
    } catch (error) {
      if (isAway(error)) throw error;
      await this.#embedOneByOne(pending, error);
    }
    return true;
  }

  async #embed(pending: readonly PendingMemory[]): Promise<void> {
    const texts = pending.map(({ text }) => text);
    const { space, vectors } = await this.#deps.embedder.embed(texts, { timeoutMs: TIMEOUT_MS });
    if (this.#isClosed) return;
    this.#space = space;
    const embedded = pending.flatMap(({ id }, at) => {
      const vector = vectors[at];
      return vector === undefined ? [] : [{ id, vector }];
    });
    this.#writing = this.#deps.memories.setVectors(space, embedded);
    await this.#writing;
  }

  /** One text that a model does not take must not keep all others from it. Rejects with `fault` when it takes none. */
  async #embedOneByOne(pending: readonly PendingMemory[], fault: unknown): Promise<void> {
    const refused: number[] = [];
    for (const memory of pending) {
      try {
        await this.#embed([memory]);
      } catch (error) {
        if (isAway(error)) throw error;
        refused.push(memory.id);
      }
    }
    if (refused.length === pending.length) throw fault;
    for (const id of refused) this.#refused.add(id);
    this.#deps.logger.warn({ count: refused.length }, 'the model refused messages');
  }
}

/** Nobody was there to refuse anything. */
function isAway(error: unknown): boolean {
  return hasErrorCode(error) && (error.code === 'SUBGRAPH_UNAVAILABLE' || error.code === 'TIMEOUT');
}
