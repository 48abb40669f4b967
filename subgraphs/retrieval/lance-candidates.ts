import { MatchQuery, type Table } from '@lancedb/lancedb';
import { fitsNothing } from './chunk-filter.ts';
import type { Candidate, CandidateOptions } from './chunk-index.ts';
import { cosine, directionOf } from './direction.ts';
import { type Found, type RankedRow, readFound } from './lance-answers.ts';
import { predicateOf } from './lance-predicate.ts';
import type { LanceRowMemory } from './lance-row-memory.ts';
import { searchBreadth } from './lance-vector-index.ts';
import { searchableText } from './searchable-text.ts';

/** Rows may move while they are searched, rarely twice: tidying rests nine times as long as it takes. */
const MOST_ATTEMPTS = 5;

/** Where a table's live rows fit words or a vector. */
export class LanceCandidates {
  readonly #table: Table;
  readonly #rows: LanceRowMemory<RankedRow>;

  constructor(table: Table, rows: LanceRowMemory<RankedRow>) {
    this.#table = table;
    this.#rows = rows;
  }

  /** Best BM25 first. */
  byWords(query: string, options: CandidateOptions): Promise<readonly Candidate[]> {
    const { limit } = options;
    return this.#findRows(options, (condition) => {
      const search = this.#table
        .query()
        .fullTextSearch(new MatchQuery(searchableText(query), 'words'))
        .select(['_score'])
        .withRowId()
        .limit(limit);
      const found = condition === '' ? search : search.where(condition);
      return readFound(found, { scoreColumn: '_score', limit });
    });
  }

  /** Nearest first. The graph knows vectors roughly; scores are of the vectors themselves. */
  async byMeaning(vector: Float32Array, options: CandidateOptions): Promise<readonly Candidate[]> {
    const { limit } = options;
    const direction = directionOf(vector);
    const candidates = await this.#findRows(
      options,
      (condition) => {
        const search = this.#table
          .query()
          .nearestTo(vector)
          .distanceType('cosine')
          .ef(searchBreadth(limit))
          .select(['_distance'])
          .withRowId()
          .limit(limit);
        const found = condition === '' ? search : search.where(condition);
        return readFound(found, { scoreColumn: '_distance', limit });
      },
      (row, rough) => (row.direction ? cosine(row.direction, direction) : rough),
    );
    return candidates.sort((a, b) => b.score - a.score);
  }

  /**
   * Having LanceDB look for what is live costs about a millisecond, and nearly everything is. So a search begins without
   * that condition, and is done again with it when it met rows that are not; the memory of rows knows which.
   * It is done again, too, when rows went between finding and reading them: tidying may have written them anew elsewhere.
   */
  async #findRows(
    { filter, exceptFile }: CandidateOptions,
    search: (condition: string) => Promise<readonly Found[]>,
    scoreOf = (_row: RankedRow, score: number) => score,
  ): Promise<Candidate[]> {
    if (fitsNothing(filter)) return [];
    let live = false;
    for (let attempt = 1; ; attempt += 1) {
      const found = await search(predicateOf(filter, { exceptFile, live }));
      const rows = await this.#rows.read(found.map(({ address }) => address));
      if (!live && rows.some((row) => row?.isLive === false)) {
        live = true;
        continue;
      }
      if (attempt < MOST_ATTEMPTS && rows.includes(undefined)) continue;
      return found.flatMap(({ address, score }, at) => {
        const row = rows[at];
        return row ? [{ ...row, address, score: scoreOf(row, score) }] : [];
      });
    }
  }
}
