import { DomainError } from '../shared/service/domain-error.ts';
import type { ChunkBatch, ChunkIndex } from './chunk-index.ts';
import type { ContentVersion } from './content-version.ts';

/** The only door through which the index changes: each visible change has a new content version before it is acknowledged. */
export class IndexWriter {
  readonly #index: ChunkIndex;
  readonly #contentVersion: ContentVersion;

  constructor(index: ChunkIndex, contentVersion: ContentVersion) {
    this.#index = index;
    this.#contentVersion = contentVersion;
  }

  async upsert(batch: ChunkBatch): Promise<{ chunks: number }> {
    await this.#contentVersion.change(
      () => this.#index.upsert(batch),
      ({ visible }) => visible,
    );
    return { chunks: batch.chunks.length };
  }

  /** Throws BAD_USER_INPUT when chunks are missing: they are to be sent again, and committed then. */
  async commit(
    fileHash: string,
    generation: string,
    chunkCount: number,
  ): Promise<{ indexVersion: string; chunkCount: number }> {
    const outcome = await this.#contentVersion.change(
      () => this.#index.commit(fileHash, generation, chunkCount),
      (result) => result.committed && result.changed,
    );
    if (outcome.committed) return { indexVersion: this.#contentVersion.current, chunkCount };
    throw new DomainError(
      'BAD_USER_INPUT',
      `Generation ${generation} must have ${chunkCount} chunks before it is committed; ${outcome.found} are here. Send them again.`,
    );
  }

  async deleteFile(fileHash: string): Promise<{ deleted: number }> {
    const deleted = await this.#contentVersion.change(
      () => this.#index.deleteFile(fileHash),
      (rows) => rows > 0,
    );
    return { deleted };
  }
}
