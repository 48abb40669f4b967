import { type BundleArguments, storedBundleArguments } from './bundle-arguments.ts';
import type { RetrievalDatabase } from './store.ts';

/**
 * Which arguments a bundle's id stands for. Only these are kept, never the text: a bundle that is asked for by its
 * id later is built again from what the index holds then, so deleted content does not come back.
 */
export class BundleStore {
  readonly #database: RetrievalDatabase;

  constructor(database: RetrievalDatabase) {
    this.#database = database;
  }

  async remember(id: string, asked: BundleArguments): Promise<void> {
    await this.#database
      .insertInto('bundle')
      .values({ id, arguments: JSON.stringify(asked) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  /** `null` for an id that was never given out. */
  async find(id: string): Promise<BundleArguments | null> {
    const row = await this.#database
      .selectFrom('bundle')
      .select('arguments')
      .where('id', '=', id)
      .executeTakeFirst();
    return row ? storedBundleArguments.parse(JSON.parse(row.arguments)) : null;
  }
}
