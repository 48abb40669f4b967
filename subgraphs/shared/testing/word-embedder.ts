import { createHash } from 'node:crypto';
import type { Embedder } from '../embedding/embedder.ts';

/** What a test may change while it runs. */
export interface WordEmbedder extends Embedder {
  /** Texts embedded so far. */
  readonly embedded: readonly string[];
  /** Every further call fails with this; `undefined` again: none does. */
  failure: Error | undefined;
}

/**
 * A model without weights: each word adds ±1 to a place that its hash chooses, so texts that share words are near
 * each other, the same text always has the same vector, and nothing has to be loaded.
 */
export function createWordEmbedder(dimensions = 64): WordEmbedder {
  const embedded: string[] = [];
  const embedder: WordEmbedder = {
    model: `words-${dimensions}`,
    space: `words-${dimensions}`,
    provider: 'test',
    dimensions,
    maxInputTokens: 512,
    fusionWeight: 0.2,
    embedded,
    failure: undefined,
    embed: async (texts) => {
      if (embedder.failure) throw embedder.failure;
      embedded.push(...texts);
      return texts.map((text) => embedWords(text, dimensions));
    },
    findFault: async () => embedder.failure?.message ?? null,
    close: async () => undefined,
  };
  return embedder;
}

/** Unit length; a text without words points along the first axis. */
export function embedWords(text: string, dimensions = 64): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const digest = createHash('sha256').update(word).digest();
    const place = digest.readUInt32LE(0) % dimensions;
    vector[place] = (vector[place] ?? 0) + ((digest[4] ?? 0) % 2 === 0 ? 1 : -1);
  }
  const length = Math.hypot(...vector);
  if (length === 0) vector[0] = 1;
  return length === 0 ? vector : vector.map((value) => value / length);
}
