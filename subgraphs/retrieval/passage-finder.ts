import type { Logger } from 'pino';
import { type FusedScores, fuse } from '../shared/text/fusion.ts';
import { withSpan } from '../shared/tracing/with-span.ts';
import type { ChunkFilter } from './chunk-filter.ts';
import type { Candidate, ChunkIndex, Passage } from './chunk-index.ts';
import { cosine, directionOf } from './direction.ts';
import type { QueryEmbedder } from './query-embedder.ts';
import { FEEDBACK, type Feedback, turnTowards } from './relevance-feedback.ts';
import type { SearchNoticeCode } from './search-notice.ts';

/** How many candidates words and meaning each bring. The same for every page size, so `first` cuts one ranking. */
export const CANDIDATES = 100;

export const searchModes = ['HYBRID', 'SEMANTIC', 'KEYWORD'] as const;
export type SearchMode = (typeof searchModes)[number];

export interface PassageQuery {
  readonly query: string;
  readonly mode: SearchMode;
  readonly filter: ChunkFilter;
  readonly minScore: number | null;
  readonly limit: number;
  /** How many of the best are passed over; absent means none. */
  readonly offset?: number;
}

export type FoundPassage = Passage & FusedScores;

export interface Finding {
  readonly passages: readonly FoundPassage[];
  /** Candidates at or above `minScore`, at most `CANDIDATES` by words and as many by meaning. */
  readonly totalHits: number;
  /** Why only words were asked although meaning was wanted; `null` when the mode was kept. */
  readonly notice: SearchNoticeCode | null;
}

interface Ranking {
  readonly ranked: readonly (Candidate & FusedScores)[];
  readonly notice: SearchNoticeCode | null;
}

/** Ranks passages for a query, by words, by meaning, or by both. */
export class PassageFinder {
  readonly #index: ChunkIndex;
  readonly #embedder: QueryEmbedder;
  readonly #logger: Logger;
  readonly #feedback: Feedback;

  constructor(
    index: ChunkIndex,
    embedder: QueryEmbedder,
    logger: Logger,
    feedback: Feedback = FEEDBACK,
  ) {
    this.#index = index;
    this.#embedder = embedder;
    this.#logger = logger;
    this.#feedback = feedback;
  }

  /**
   * Rejects with MODEL_UNAVAILABLE in mode SEMANTIC when the model is away; HYBRID goes on with words. Both go on with
   * words when the query is in a language that the model does not understand.
   */
  async find(query: PassageQuery): Promise<Finding> {
    const { ranked, notice } = await this.#rank(query);
    const fitting = ranked.filter(({ score }) => score >= (query.minScore ?? 0));
    const offset = query.offset ?? 0;
    const chosen = fitting.slice(offset, offset + query.limit);
    const passages = await step('read passages', () => this.#index.readPassages(chosen));
    const byId = new Map(passages.map((passage) => [passage.rowId, passage]));
    return {
      totalHits: fitting.length,
      notice,
      passages: chosen.flatMap(({ rowId, score, keywordScore, semanticScore }) => {
        const passage = byId.get(rowId);
        return passage ? [{ ...passage, score, keywordScore, semanticScore }] : [];
      }),
    };
  }

  async #rank(query: PassageQuery): Promise<Ranking> {
    if (query.mode === 'KEYWORD') return this.#rankWords(query, null);
    if (!this.#embedder.understands(query.query)) {
      return this.#rankWords(query, 'LANGUAGE_NOT_UNDERSTOOD');
    }
    if (query.mode === 'SEMANTIC') {
      const vector = await this.#vectorOf(query);
      return { ranked: fuse([], await this.#byMeaning(query, vector), 1), notice: null };
    }
    const [keyword, vector] = await Promise.all([this.#byWords(query), this.#vectorIfAny(query)]);
    if (vector === null) return { ranked: fuse(keyword, [], 0), notice: 'MODEL_UNAVAILABLE' };
    const turned = turnTowards(directionOf(vector), keyword, this.#feedback);
    const searching = this.#byMeaning(query, turned);
    // Computed while the index searches; of those that it finds too it says the same.
    const known = similarities(keyword, turned);
    const semantic = [...known, ...(await searching)];
    return { ranked: fuse(keyword, semantic, this.#embedder.fusionWeight), notice: null };
  }

  async #rankWords(query: PassageQuery, notice: SearchNoticeCode | null): Promise<Ranking> {
    return { ranked: fuse(await this.#byWords(query), [], 0), notice };
  }

  #byWords({ query, filter }: PassageQuery): Promise<readonly Candidate[]> {
    return step('search words', () =>
      this.#index.searchWords(query, { filter, limit: CANDIDATES }),
    );
  }

  #byMeaning({ filter }: PassageQuery, vector: Float32Array): Promise<readonly Candidate[]> {
    return step('search vectors', () =>
      this.#index.searchVector(vector, { filter, limit: CANDIDATES }),
    );
  }

  #vectorOf({ query }: PassageQuery): Promise<Float32Array> {
    return step('embed query', () => this.#embedder.embed(query));
  }

  async #vectorIfAny(query: PassageQuery): Promise<Float32Array | null> {
    try {
      return await this.#vectorOf(query);
    } catch (error) {
      this.#logger.warn({ err: error }, 'searching by words only');
      return null;
    }
  }
}

/** One part of a search as its trace shows it. */
function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  return withSpan(name, { kind: 'internal', attributes: {} }, work);
}

/** What meaning says of the chunks that words found. */
function similarities(keyword: readonly Candidate[], direction: Float32Array): Candidate[] {
  return keyword.flatMap((candidate) =>
    candidate.direction === null
      ? []
      : [{ ...candidate, score: cosine(candidate.direction, direction) }],
  );
}
