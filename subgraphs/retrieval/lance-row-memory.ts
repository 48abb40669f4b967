import type { Table } from '@lancedb/lancedb';
import type { Table as ArrowTable } from 'apache-arrow';
import { numbersOf } from './lance-answers.ts';

/** An address is the number of a fragment and, in these lower bits, a place in it. */
const FRAGMENT_SIZE = 2 ** 32;
/** Rows that are read at once ahead of need: about two milliseconds of work, between which searches come. */
const WARM_ROWS = 50;

/** What is kept of a row. */
export interface RowShape<T> {
  readonly columns: readonly string[];
  /** One for each row of the answer, in its order. */
  readonly read: (answer: ArrowTable) => readonly T[];
  /** About what one takes in memory. */
  readonly bytesOf: (row: T) => number;
  /** Told of rows before anybody is given them, and awaited. */
  readonly onRead?: (rows: readonly T[]) => Promise<void>;
}

/**
 * What searches need of rows, by address, in this process's memory: reading rows by themselves costs LanceDB more than
 * finding them. Nothing in here can be out of date, because an address never gets another content: LanceDB writes a
 * changed row anew, and only marks the old one. So this says what is at an address, and a search says which addresses count.
 * When it is full, what came first goes: after tidying, that is what stands elsewhere now.
 */
export class LanceRowMemory<T> {
  readonly #table: Table;
  readonly #shape: RowShape<T>;
  readonly #maxBytes: number;
  readonly #rows = new Map<number, T>();
  #bytes = 0;
  #nextFragment = 0;

  constructor(table: Table, shape: RowShape<T>, maxBytes: number) {
    this.#table = table;
    this.#shape = shape;
    this.#maxBytes = maxBytes;
  }

  /** The rows at these addresses, in their order; undefined where there is none any more. */
  async read(addresses: readonly number[]): Promise<(T | undefined)[]> {
    const known = addresses.map((address) => this.#rows.get(address));
    const missing = addresses.filter((_, at) => known[at] === undefined);
    if (missing.length === 0) return known;
    const read = await this.#readRows(missing);
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

  async #readRows(addresses: readonly number[]): Promise<Map<number, T>> {
    const { columns, read, onRead } = this.#shape;
    const answer = await this.#table
      .takeRowIds([...addresses])
      .select([...columns])
      .withRowId()
      .toArrow();
    const rows = read(answer);
    await onRead?.(rows);
    return new Map(
      numbersOf(answer, '_rowid').flatMap((address, at) => {
        const row = rows[at];
        return row === undefined ? [] : [[address, row]];
      }),
    );
  }

  #keep(address: number, row: T): void {
    if (this.#rows.has(address)) return;
    this.#rows.set(address, row);
    this.#bytes += this.#shape.bytesOf(row);
    for (const [first, oldest] of this.#rows) {
      if (this.#bytes <= this.#maxBytes) return;
      this.#rows.delete(first);
      this.#bytes -= this.#shape.bytesOf(oldest);
    }
  }
}
