import type { ChunkBatch, ChunkIndex, CommitOutcome } from './chunk-index.ts';
import type { ModelSwitch } from './model-switch.ts';
import type { ServedModel } from './served-model.ts';

/** The changes of an index. */
export type WritableIndex = Pick<ChunkIndex, 'deleteFile'> & {
  upsert(batch: ChunkBatch): Promise<{ readonly visible: boolean }>;
  commit(
    fileHash: string,
    generation: string,
    chunkCount: number,
    space?: string,
  ): Promise<CommitOutcome>;
};

/**
 * Takes changes to the index of the model that they are for. During a switch the other index hears of them too, without the
 * vectors: a new file is found by its words in either, and a deleted one in neither.
 */
export class SwitchedIndex implements WritableIndex {
  readonly #models: ModelSwitch;

  constructor(models: ModelSwitch) {
    this.#models = models;
  }

  async upsert(batch: ChunkBatch): Promise<{ visible: boolean }> {
    const { own, other } = this.#choose(batch.space);
    const written = await own.index.upsert(batch);
    const mirrored = other && batch.live ? await mirror(other, batch) : NOT_SEEN;
    return own === this.#models.serving ? written : mirrored;
  }

  async commit(
    fileHash: string,
    generation: string,
    chunkCount: number,
    space?: string,
  ): Promise<CommitOutcome> {
    const { own, other } = this.#choose(space);
    const outcome = await own.index.commit(fileHash, generation, chunkCount);
    if (other === undefined || !outcome.committed) return outcome;
    const isHeld = await other.index.isHeldOtherwise(fileHash, generation);
    const mirrored = isHeld
      ? undefined
      : await other.index.commit(fileHash, generation, chunkCount);
    if (own === this.#models.serving) return outcome;
    return { committed: true, changed: mirrored?.committed === true && mirrored.changed };
  }

  async deleteFile(fileHash: string): Promise<number> {
    const { serving, target } = this.#models;
    const deleted = await serving.index.deleteFile(fileHash);
    await target?.index.deleteFile(fileHash);
    return deleted;
  }

  #choose(space: string | undefined): { own: ServedModel; other: ServedModel | undefined } {
    const { serving, target } = this.#models;
    const own = space === undefined ? serving : this.#models.expect(space);
    return { own, other: own === serving ? target : serving };
  }
}

const NOT_SEEN = { visible: false };

/** Two generations of one file must not be live together: an index that has another one keeps it. */
async function mirror({ index }: ServedModel, batch: ChunkBatch): Promise<{ visible: boolean }> {
  if (await index.isHeldOtherwise(batch.file.hash, batch.generation)) return NOT_SEEN;
  return index.upsert(withoutVectors(batch));
}

function withoutVectors(batch: ChunkBatch): ChunkBatch {
  return { ...batch, chunks: batch.chunks.map((chunk) => ({ ...chunk, vector: null })) };
}
