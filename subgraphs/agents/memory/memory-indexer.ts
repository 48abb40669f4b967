import type { Logger } from 'pino';
import type { MemoryStore } from './memory-store.ts';
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
    this.#pass ??= this.#run().finally(() => {
      this.#pass = undefined;
    });
  }

  /** The model's vectors lie in this space now; those of another one are made again. */
  expect(space: string): void {
    if (space === this.#space) return;
    this.#space = space;
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
    const { memories, embedder } = this.#deps;
    const pending = await memories.findPending(this.#space, BATCH_SIZE);
    if (pending.length === 0 || this.#isClosed) return false;
    const texts = pending.map(({ text }) => text);
    const { space, vectors } = await embedder.embed(texts, { timeoutMs: TIMEOUT_MS });
    if (this.#isClosed) return false;
    this.#space = space;
    const embedded = pending.flatMap(({ id }, at) => {
      const vector = vectors[at];
      return vector === undefined ? [] : [{ id, vector }];
    });
    this.#writing = memories.setVectors(space, embedded);
    await this.#writing;
    return true;
  }
}
