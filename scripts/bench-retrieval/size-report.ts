import type { SearchMode } from '../../subgraphs/retrieval/passage-finder.ts';
import type { Latencies } from '../measuring/measure.ts';

/** Searches of one kind, without the embedding of the query. */
export interface SearchFigures extends Latencies {
  readonly mode: SearchMode;
  readonly isFiltered: boolean;
}

/** What building one size was measured at. Times in milliseconds unless the name says otherwise. */
export interface BuildFigures {
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
  /** Part of the exact ten nearest that the vector search finds, 0…1. */
  readonly recallAt10: { readonly all: number; readonly filtered: number };
  readonly diskBytes: number;
}

/** What the service was measured at on an index that was built before. */
export interface ServiceFigures {
  /** Through `search`, computed. */
  readonly searches: readonly SearchFigures[];
  /** Over HTTP to the service's /graphql. */
  readonly cached: { readonly fromMemory: Latencies; readonly fromRedis: Latencies };
  /** Of the service's process, with the client that asks it. */
  readonly rssBytes: number;
}

export interface SizeReport extends BuildFigures, ServiceFigures {
  readonly chunks: number;
}
