/** How much one call to a model may carry. */
export interface BatchLimits {
  /** Texts. */
  readonly count: number;
  /** Characters of all texts together; a text that is longer goes alone. */
  readonly characters: number;
}

/** The texts in their order, cut into calls. */
export function toTextBatches(texts: readonly string[], limits: BatchLimits): string[][] {
  const batches: string[][] = [];
  let current: string[] = [];
  let characters = 0;
  for (const text of texts) {
    const isFull = current.length === limits.count || characters + text.length > limits.characters;
    if (isFull && current.length > 0) {
      batches.push(current);
      current = [];
      characters = 0;
    }
    current.push(text);
    characters += text.length;
  }
  return current.length > 0 ? [...batches, current] : batches;
}
