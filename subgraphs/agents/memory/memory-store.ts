import { sql } from 'kysely';
import type { AgentsDatabase } from '../agents-database.ts';
import type { MessageRecord } from '../message.ts';
import { addWords } from './memory-words.ts';

/** A message that has no vector of the present model yet. */
export interface PendingMemory {
  readonly id: number;
  readonly text: string;
}

export interface EmbeddedMemory {
  readonly id: number;
  readonly vector: Float32Array;
}

/** The messages as they are remembered: by their words at once, by their meaning as soon as they have a vector. */
export class MemoryStore {
  readonly #database: AgentsDatabase;

  constructor(database: AgentsDatabase) {
    this.#database = database;
  }

  /** Some that have no vector, or one of another space than this when it is known; none of `except`. */
  async findPending(
    space: string | null,
    limit: number,
    except: ReadonlySet<number> = new Set(),
  ): Promise<readonly PendingMemory[]> {
    return this.#database
      .selectFrom('memories')
      .innerJoin('messages', 'messages.id', 'message_id')
      .select(['memories.id as id', 'text'])
      .where(({ or, eb }) =>
        or([
          eb('space', 'is', null),
          // Two ranges of the index, where "another than" would be a scan.
          ...(space === null ? [] : [eb('space', '<', space), eb('space', '>', space)]),
        ]),
      )
      .where('memories.id', 'not in', [...except])
      .limit(limit)
      .execute();
  }

  /** Gives messages their vectors; those that were deleted meanwhile stay deleted. */
  async setVectors(space: string, embedded: readonly EmbeddedMemory[]): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      for (const { id, vector } of embedded) {
        const bytes = toBytes(vector);
        // Half precision ranks as single does, and three fit a page of the store where one would.
        const half = sql<Uint8Array>`vector16(${bytes})`;
        const { numUpdatedRows } = await transaction
          .updateTable('memories')
          .set({ space, sketch: sql<Uint8Array>`vector1bit(${bytes})` })
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        if (numUpdatedRows === 0n) continue;
        await transaction
          .insertInto('memory_vectors')
          .values({ memory_id: id, vector: half })
          .onConflict((conflict) => conflict.doUpdateSet({ vector: half }))
          .execute();
      }
    });
  }
}

/** Remembers a message within the transaction that stores it. */
export async function addMemory(
  database: AgentsDatabase,
  { id, sessionId, text }: Pick<MessageRecord, 'id' | 'sessionId' | 'text'>,
): Promise<void> {
  const { insertId } = await database
    .insertInto('memories')
    .columns(['message_id', 'agent_id'])
    .expression(({ selectFrom, val }) =>
      selectFrom('sessions')
        .select([val(id).as('message_id'), 'agent_id'])
        .where('id', '=', sessionId),
    )
    .executeTakeFirstOrThrow();
  await addWords(database, Number(insertId), text);
}

/** The vector as libSQL's vector functions take it: little-endian Float32, as every machine that Node runs on has them. */
export function toBytes(vector: Float32Array): Uint8Array {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
}
