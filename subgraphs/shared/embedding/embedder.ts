/** A model that turns texts into vectors. One adapter per provider; chosen by the configuration. */
export interface Embedder {
  /** The model's name, as people know it; part of cache tags. */
  readonly model: string;
  /** Names the space of its vectors; part of every cache key and of the index's generation. */
  readonly space: string;
  readonly provider: string;
  readonly dimensions: number;
  /** The only language that the model understands, as a BCP 47 tag; absent when there are many. */
  readonly language?: string;
  /** Longer texts are cut or refused by the model; chunks stay below it. Null when it is not known. */
  readonly maxInputTokens: number | null;
  /**
   * The weight of meaning against words in hybrid search, 0…1: how far this model's similarities can be trusted
   * beside BM25. Fitted on evaluation sets; a better model wants more.
   */
  readonly fusionWeight: number;
  /** Unit-length vectors in the order of `texts`. Rejects with MODEL_UNAVAILABLE when the model cannot answer. */
  embed(texts: readonly string[]): Promise<readonly Float32Array[]>;
  /** Why the model cannot be used now and what to do, for people; null when it can. Never rejects. */
  findFault(): Promise<string | null>;
  close(): Promise<void>;
}
