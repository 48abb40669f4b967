import type { Latencies } from '../../measuring/measure.ts';

/** What memory was measured at with so many messages of one agent. Times in milliseconds. */
export interface MemorySizeReport {
  readonly messages: number;
  /** A message stored with its words in memory, in a durable transaction of its own. */
  readonly stored: Latencies;
  /** The same without memory: the message alone. */
  readonly storedAlone: Latencies;
  /** Vectors given to messages, per second, in batches of 16, each a durable transaction. */
  readonly vectorsPerSecond: number;
  /** Over HTTP to the service's /graphql, ten hits, by words and by meaning. */
  readonly recall: Latencies;
  /** The same for an agent with a hundred messages in the same store. */
  readonly recallOfSmallAgent: Latencies;
  /** With the worker away. */
  readonly recallByWords: Latencies;
  /** How long the event loop was kept from running meanwhile. */
  readonly heldUp: Pick<Latencies, 'p99' | 'max'>;
  /** Part of the exact ten nearest that the search by meaning has among its first ten, 0…1. */
  readonly recallAt10: number;
  /** Of the process with the service in it, after the searches. */
  readonly rssBytes: number;
  /** The store with everything in it. */
  readonly diskBytes: number;
}
