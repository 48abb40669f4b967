import { DomainError } from '../shared/service/domain-error.ts';
import type { ChunkBatch } from './chunk-index.ts';
import type { ContentVersion } from './content-version.ts';
import type { WritableIndex } from './switched-index.ts';

/** The only door through which the index changes: each visible change has a new content version before it is acknowledged. */
export class IndexWriter {
  readonly #index: WritableIndex;
  readonly #contentVersion: ContentVersion;
  #changeCount = 0;

  constructor(index: WritableIndex, contentVersion: ContentVersion) {
    this.#index = index;
    this.#contentVersion = contentVersion;
  }

  /** How many changes were asked for since this process started. */
  get changeCount(): number {
    return this.#changeCount;
  }

  async upsert(batch: ChunkBatch): Promise<{ chunks: number }> {
    this.#changeCount += 1;
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
    space?: string,
  ): Promise<{ indexVersion: string; chunkCount: number }> {
    this.#changeCount += 1;
    const outcome = await this.#contentVersion.change(
      () => this.#index.commit(fileHash, generation, chunkCount, space),
      (result) => result.committed && result.changed,
    );
    if (outcome.committed) return { indexVersion: this.#contentVersion.current, chunkCount };
    throw new DomainError(
      'BAD_USER_INPUT',
      `Generation ${generation} must have ${chunkCount} chunks before it is committed; ${outcome.found} are here. Send them again.`,
    );
  }

  async deleteFile(fileHash: string): Promise<{ deleted: number }> {
    this.#changeCount += 1;
    return { deleted: await this.#delete(fileHash) };
  }

  /**
   * Deletes these files unless any change was asked for since `changeCount` was this: a file that was deleted may have been sent
   * again, and must not lose its new rows to what was known before.
   */
  async deleteUnlessChanged(fileHashes: readonly string[], changeCount: number): Promise<void> {
    for (const fileHash of fileHashes) {
      await this.#delete(fileHash, () => this.#changeCount === changeCount);
    }
  }

  /** Runs a change of which model answers; `change` says whether it did anything. */
  async switchModel(change: () => Promise<boolean>): Promise<{ switched: boolean }> {
    return { switched: await this.#contentVersion.change(change, (isSwitched) => isSwitched) };
  }

  #delete(fileHash: string, isWanted = () => true): Promise<number> {
    return this.#contentVersion.change(
      async () => (isWanted() ? this.#index.deleteFile(fileHash) : 0),
      (rows) => rows > 0,
    );
  }
}
