import { sql } from 'kysely';
import { type EmbeddingSpec, embeddingSpec, sourceOf } from '../shared/embedding/embedding-spec.ts';
import type { RetrievalDatabase } from './store.ts';

const ONLY_ROW = 1;

/** The models that retrieval knows, and which of them answers; what must outlast the process in a switch. */
export class ModelStore {
  readonly #database: RetrievalDatabase;

  constructor(database: RetrievalDatabase) {
    this.#database = database;
  }

  /** The specification with the size of its vectors, if the model told it before. */
  async withDimensions(spec: EmbeddingSpec): Promise<EmbeddingSpec> {
    if (spec.dimensions !== undefined) return spec;
    const row = await this.#database
      .selectFrom('embedding_model')
      .select('spec')
      .where('source', '=', sourceOf(spec))
      .orderBy(sql`rowid`, 'desc')
      .executeTakeFirst();
    const dimensions = row && parse(row.spec).dimensions;
    return { ...spec, dimensions };
  }

  async remember(space: string, spec: EmbeddingSpec): Promise<void> {
    const columns = { source: sourceOf(spec), spec: JSON.stringify(spec) };
    await this.#database
      .insertInto('embedding_model')
      .values({ space, incarnation: null, ...columns })
      .onConflict((conflict) => conflict.column('space').doUpdateSet(columns))
      .execute();
  }

  async find(
    space: string,
  ): Promise<{ spec: EmbeddingSpec; incarnation: string | null } | undefined> {
    const row = await this.#database
      .selectFrom('embedding_model')
      .select(['spec', 'incarnation'])
      .where('space', '=', space)
      .executeTakeFirst();
    return row && { spec: parse(row.spec), incarnation: row.incarnation };
  }

  async setIncarnation(space: string, incarnation: string | null): Promise<void> {
    await this.#database
      .updateTable('embedding_model')
      .set({ incarnation })
      .where('space', '=', space)
      .execute();
  }

  /** The space that searches go to; undefined before the first start. */
  async serving(): Promise<string | undefined> {
    const row = await this.#database.selectFrom('serving_model').select('space').executeTakeFirst();
    return row?.space;
  }

  async serve(space: string): Promise<void> {
    await this.#database
      .insertInto('serving_model')
      .values({ id: ONLY_ROW, space })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ space }))
      .execute();
  }

  /** Tables that no search and no write goes to any more: they miss what changes, and must not be gone on with. */
  async forgetTablesExcept(
    spaces: readonly string[],
  ): Promise<{ space: string; spec: EmbeddingSpec }[]> {
    const rows = await this.#database
      .updateTable('embedding_model')
      .set({ incarnation: null })
      .where('space', 'not in', [...spaces])
      .where('incarnation', 'is not', null)
      .returning(['space', 'spec'])
      .execute();
    return rows.map(({ space, spec }) => ({ space, spec: parse(spec) }));
  }
}

function parse(spec: string): EmbeddingSpec {
  return embeddingSpec.parse(JSON.parse(spec));
}
