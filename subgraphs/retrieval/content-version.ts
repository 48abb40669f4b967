import { randomUUID } from 'node:crypto';
import { SerialQueue } from './serial-queue.ts';
import type { RetrievalDatabase } from './store.ts';

const ONLY_ROW = 1;

/**
 * Names the state of the index. It is part of every cache key, so a result that was being computed while the index
 * changed is kept under the old name, where nobody looks any more. A name is random and never comes again: a
 * counter would, after its store was lost, and would revive what Redis kept from before.
 */
export class ContentVersion {
  readonly #database: RetrievalDatabase;
  readonly #changes = new SerialQueue();
  #current: string;

  private constructor(database: RetrievalDatabase, current: string) {
    this.#database = database;
    this.#current = current;
  }

  /** Takes a new version when there is none, or when the process ended in the middle of a change. */
  static async open(database: RetrievalDatabase): Promise<ContentVersion> {
    const row = await database
      .selectFrom('content_version')
      .select(['version', 'changing'])
      .executeTakeFirst();
    if (row?.changing === 0) return new ContentVersion(database, row.version);
    const opened = new ContentVersion(database, '');
    await opened.#raise();
    return opened;
  }

  get current(): string {
    return this.#current;
  }

  /**
   * Runs one change of the index; changes come one by one. When it was visible to searches, or failed and may have
   * been, there is a new version before the result is given back.
   */
  change<T>(apply: () => Promise<T>, isVisible: (result: T) => boolean): Promise<T> {
    return this.#changes.run(async () => {
      await this.#store({ version: this.#current, changing: 1 });
      let result: T;
      try {
        result = await apply();
      } catch (error) {
        await this.#raise();
        throw error;
      }
      if (isVisible(result)) await this.#raise();
      else await this.#store({ version: this.#current, changing: 0 });
      return result;
    });
  }

  /** In memory first: a store that fails must not leave searches on the old version. */
  async #raise(): Promise<void> {
    this.#current = randomUUID();
    await this.#store({ version: this.#current, changing: 0 });
  }

  async #store(row: { version: string; changing: number }): Promise<void> {
    await this.#database
      .insertInto('content_version')
      .values({ id: ONLY_ROW, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
  }
}
