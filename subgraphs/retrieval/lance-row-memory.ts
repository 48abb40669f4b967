import type { Table } from '@lancedb/lancedb';
import { numbersOf, type RankedRow, toRankedRows } from './lance-answers.ts';

const COLUMNS = ['row_id', 'file_hash', 'vector'];
/** What a row takes beside its vector: two ids, the objects that hold them. */
const ROW_BYTES = 500;
const FLOAT_BYTES = 4;
/** An address is the number of a fragment and, in these lower bits, a place in it. */
const FRAGMENT_SIZE = 2 ** 32;
/** Rows that are read at once ahead of need: some milliseconds of work, between which searches come. */
const WARM_ROWS = 500;

/**
 * What ranking needs of rows, by address, in this process's memory: reading hundreds of rows by themselves costs LanceDB
 * more than finding them. Nothing in here can be out of date, because an address never gets another content: LanceDB writes a
 * changed row anew, and only marks the old one. So this says what is at an address, and a search says which addresses count.
 * When it is full, what came first goes: after tidying, that is what stands elsewhere now.
 */
export class LanceRowMemory {
  readonly #table: Table;
  readonly #maxBytes: number;
  readonly #rows = new Map<number, RankedRow>();
  #bytes = 0;
  #nextFragment = 0;

  constructor(table: Table, maxBytes: number) {
    this.#table = table;
    this.#maxBytes = maxBytes;
  }

  /** The rows at these addresses, in their order; undefined where there is none any more. */
  async read(addresses: readonly number[]): Promise<(RankedRow | undefined)[]> {
    const known = addresses.map((address) => this.#rows.get(address));
    const missing = addresses.filter((_, at) => known[at] === undefined);
    if (missing.length === 0) return known;
    const answer = await this.#table.takeRowIds(missing).select(COLUMNS).withRowId().toArrow();
    const read = toRankedRows(answer);
    for (const [address, row] of read) this.#keep(address, row);
    return addresses.map((address, at) => known[at] ?? read.get(address));
  }

  /** Reads what was written since the last time, as far as there is room. */
  async warm(): Promise<void> {
    const written = this.#table
      .query()
      .where(`_rowid >= ${BigInt(this.#nextFragment) * BigInt(FRAGMENT_SIZE)}`)
      .select([])
      .withRowId();
    const addresses = numbersOf(await written.toArrow(), '_rowid');
    for (let at = 0; at < addresses.length && this.#bytes < this.#maxBytes; at += WARM_ROWS) {
      await this.read(addresses.slice(at, at + WARM_ROWS));
    }
    const last = addresses.reduce((most, address) => Math.max(most, address), -1);
    if (last >= 0) this.#nextFragment = Math.floor(last / FRAGMENT_SIZE) + 1;
  }

  #keep(address: number, row: RankedRow): void {
    if (this.#rows.has(address)) return;
    this.#rows.set(address, row);
    this.#bytes += bytesOf(row);
    for (const [first, { direction }] of this.#rows) {
      if (this.#bytes <= this.#maxBytes) return;
      this.#rows.delete(first);
      this.#bytes -= bytesOf({ direction });
    }
  }
}

function bytesOf({ direction }: Pick<RankedRow, 'direction'>): number {
  return ROW_BYTES + FLOAT_BYTES * (direction?.length ?? 0);
}
