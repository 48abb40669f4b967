import { ServerFault } from './server-fault.ts';

/**
 * A model's numbers as unit-length vectors; one of zeros stays as it is, because it has no direction. Throws a
 * `ServerFault` for another count or size than expected and for anything that is not a finite number.
 */
export function toVectors(
  embeddings: readonly (readonly number[])[],
  expected: { readonly count: number; readonly dimensions: number | undefined },
): Float32Array[] {
  if (embeddings.length !== expected.count) {
    throw fault(`gave ${embeddings.length} vectors for ${expected.count} texts`);
  }
  const dimensions = expected.dimensions ?? embeddings[0]?.length ?? 0;
  return embeddings.map((embedding) => toVector(embedding, dimensions));
}

function toVector(embedding: readonly number[], dimensions: number): Float32Array {
  if (embedding.length !== dimensions || dimensions === 0) {
    throw fault(
      `gave a vector of ${embedding.length} dimensions where ${dimensions} were expected; check EMBEDDING_MODEL and EMBEDDING_DIMENSIONS`,
    );
  }
  if (!embedding.every(Number.isFinite)) {
    throw fault('gave a vector that holds something else than finite numbers');
  }
  const length = Math.hypot(...embedding);
  return Float32Array.from(embedding, (value) => (length === 0 ? 0 : value / length));
}

function fault(reason: string): ServerFault {
  return new ServerFault('refused', reason);
}
