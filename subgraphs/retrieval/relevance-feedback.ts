import type { Candidate } from './chunk-index.ts';
import { directionOf } from './direction.ts';

/** How far the passages that words found first turn the query's vector. Figures: docs/retrieval-quality.md. */
export interface Feedback {
  /** How many of the first passages are taken for relevant; 0 turns nothing. */
  readonly passages: number;
  /** The weight of their mean beside the query's own vector. */
  readonly weight: number;
}

export const FEEDBACK: Feedback = { passages: 3, weight: 1 };

/**
 * Rocchio's pseudo-relevance feedback (1971) on vectors: the query's direction plus `weight` times the mean direction
 * of the first passages that words found. A small model places a short query badly, and whole passages well. Only
 * passages that are embedded count; the query's direction comes back as it is when there are none.
 */
export function turnTowards(
  query: Float32Array,
  found: readonly Candidate[],
  { passages, weight }: Feedback,
): Float32Array {
  const directions = found.slice(0, passages).flatMap(({ direction }) => direction ?? []);
  if (directions.length === 0) return query;
  const mean = directionOf(
    query.map((_, at) => directions.reduce((sum, each) => sum + (each[at] ?? 0), 0)),
  );
  return directionOf(query.map((value, at) => value + weight * (mean[at] ?? 0)));
}
