import { DomainError } from '../../shared/service/domain-error.ts';
import type { Generation, IndexedChunk, SearchIndex } from '../index/search-index.ts';

interface Row extends IndexedChunk {
  readonly generation: string;
  readonly isLive: boolean;
}

/** A search index for tests, with the same promises as retrieval's; it can be taken away and slowed down. */
export class MemorySearchIndex implements SearchIndex {
  /** While true every call rejects as if retrieval did not answer. */
  isAway = false;
  /** Awaited by every `put`; a test may hold it. */
  gate: Promise<void> = Promise.resolve();
  readonly calls: string[] = [];
  /** How long each removal was given, in milliseconds. */
  readonly removalTimeouts: number[] = [];
  readonly #rows = new Map<string, Map<string, Row>>();

  async put({ file, generation }: Generation, chunks: readonly IndexedChunk[], isLive: boolean) {
    this.#answer('put');
    await this.gate;
    const rows = this.#rows.get(file.hash) ?? new Map<string, Row>();
    for (const indexed of chunks)
      rows.set(`${generation}/${indexed.chunk.id}`, { ...indexed, generation, isLive });
    this.#rows.set(file.hash, rows);
  }

  async commit({ file, generation }: Generation, chunkCount: number) {
    this.#answer('commit');
    const own = this.#ofGeneration(file.hash, generation);
    if (own.length < chunkCount) throw new DomainError('BAD_USER_INPUT', 'rows are missing');
    const live = own.filter(({ chunk }) => chunk.index < chunkCount);
    const entries = live.map((row) => [`${generation}/${row.chunk.id}`, { ...row, isLive: true }]);
    this.#rows.set(file.hash, new Map(entries as [string, Row][]));
  }

  async remove(fileHash: string, timeoutMs: number) {
    this.removalTimeouts.push(timeoutMs);
    this.#answer('remove');
    this.#rows.delete(fileHash);
  }

  /** Another value says that the index lost its rows. */
  incarnation = 'first';
  /** The space that searches go to. */
  serving: string | undefined;

  async table(space: string) {
    this.#answer('table');
    return { incarnation: this.incarnation, isServing: this.serving === space };
  }

  async serve(space: string, incarnation: string) {
    this.#answer('serve');
    if (incarnation !== this.incarnation)
      throw new DomainError('BAD_USER_INPUT', 'the table is another one');
    this.serving = space;
  }

  /** What a search over this file would see. */
  live(fileHash: string): readonly Row[] {
    return [...(this.#rows.get(fileHash)?.values() ?? [])].filter(({ isLive }) => isLive);
  }

  #ofGeneration(fileHash: string, generation: string): Row[] {
    const rows = [...(this.#rows.get(fileHash)?.values() ?? [])];
    return rows.filter((row) => row.generation === generation);
  }

  #answer(call: string): void {
    this.calls.push(call);
    if (this.isAway)
      throw new DomainError('SUBGRAPH_UNAVAILABLE', 'The retrieval service cannot be reached.');
  }
}
