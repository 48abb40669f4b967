import type { SearchMode } from '../../subgraphs/retrieval/passage-finder.ts';
import type { Latencies } from '../measuring/measure.ts';

/** Searches of one kind, without the embedding of the query. */
export interface SearchFigures extends Latencies {
  readonly mode: SearchMode;
  readonly isFiltered: boolean;
}

/** What one size was measured at. Times in milliseconds unless the name says otherwise. */
export interface SizeReport {
  readonly chunks: number;
  /** From the first write to the last acknowledgement. */
  readonly ingestSeconds: number;
  /** Taking the rest into the indexes, the vector index included. */
  readonly indexSeconds: number;
  /** Hybrid searches one after the other meanwhile. */
  readonly whileIndexing: Latencies;
  /** Joining the segments of the vector index, as happens after a minute without writes. */
  readonly settleSeconds: number;
  /** Hybrid searches one after the other meanwhile. */
  readonly whileSettling: Latencies;
  /** Through `search`, computed. */
  readonly searches: readonly SearchFigures[];
  /** Part of the exact ten nearest that the vector search finds, 0…1. */
  readonly recallAt10: { readonly all: number; readonly filtered: number };
  /** Over HTTP to the service's /graphql. */
  readonly cached: { readonly fromMemory: Latencies; readonly fromRedis: Latencies };
  readonly rssBytes: number;
  readonly diskBytes: number;
}
