/** A model that turns texts into vectors. One adapter per provider; chosen in `main.ts`. */
export interface Embedder {
  /** The model's name, part of every cache key and of the index's generation. */
  readonly model: string;
  readonly provider: string;
  readonly dimensions: number;
  /** Longer texts are cut by the model; chunks stay below it. */
  readonly maxInputTokens: number;
  /**
   * The weight of meaning against words in hybrid search, 0…1: how far this model's similarities can be trusted
   * beside BM25. Fitted on evaluation sets; a better model wants more.
   */
  readonly fusionWeight: number;
  /** Unit-length vectors in the order of `texts`. Rejects with MODEL_UNAVAILABLE when the model cannot answer. */
  embed(texts: readonly string[]): Promise<readonly Float32Array[]>;
  close(): Promise<void>;
}
