import { z } from 'zod';

/** What a service that has the model answers to one that has none: vectors, and what is to be known of their model. */
export interface EmbeddingsAnswer {
  /** Names the space that the vectors lie in; only those of one space can be compared. */
  readonly space: string;
  /** The weight of meaning against words in hybrid search, 0…1. */
  readonly fusionWeight: number;
  /** The only language that the model understands, as a BCP 47 tag; null when there are many. */
  readonly language: string | null;
  /** Of unit length, in the order of the texts. */
  readonly vectors: readonly Float32Array[];
}

const answer = z.object({
  space: z.string().min(1),
  fusionWeight: z.number().min(0).max(1),
  language: z.string().nullable(),
  vectors: z.array(z.base64().transform(fromBase64)),
});

/** As JSON, each vector in base64 of little-endian Float32: a quarter of what its numbers would take as text. */
export function writeEmbeddingsAnswer(given: EmbeddingsAnswer): z.input<typeof answer> {
  return { ...given, vectors: given.vectors.map(toBase64) };
}

/** Throws when it is not an answer. */
export function readEmbeddingsAnswer(json: unknown): EmbeddingsAnswer {
  return answer.parse(json);
}

function toBase64(vector: Float32Array): string {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64');
}

function fromBase64(text: string): Float32Array {
  const bytes = Buffer.from(text, 'base64');
  return Float32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(at * 4));
}
