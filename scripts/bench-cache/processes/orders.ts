import type { Latencies } from '../../measuring/measure.ts';
import type { ContenderId } from '../contenders/open-contender.ts';

/** What a process is started with. */
export interface ProcessSettings {
  readonly contender: ContenderId;
  readonly port: number;
  readonly isMemoryOn: boolean;
  readonly tags?: readonly string[];
  readonly loadMs: number;
}

/** What a process can be told to do, and what it answers. */
export interface Orders {
  /** Reads of one key, all begun at once. Answers the loads that this process did for them. */
  readonly readAtOnce: { readonly ask: { key: string; times: number }; readonly answer: number };
  /** Reads of every key, one after the other. */
  readonly readEach: { readonly ask: { keys: readonly string[] }; readonly answer: null };
  /** The latency of `times` reads, one after the other, going round the keys. */
  readonly measureReads: {
    readonly ask: { keys: readonly string[]; times: number };
    readonly answer: Latencies;
  };
  /** Bytes of heap that these keys take in memory, all together; needs `--expose-gc`. */
  readonly measureHeap: { readonly ask: { keys: readonly string[] }; readonly answer: number };
  /** Sends PINGs one after the other until told to stop; answers the worst latency since the last answer, in ms. */
  readonly worstPing: { readonly ask: object; readonly answer: number };
}

export type OrderName = keyof Orders;
