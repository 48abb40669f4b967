/** How well each document answers a query, by document id; absent means not at all. */
export type Judgements = Readonly<Record<string, number>>;

/** Normalised discounted cumulative gain of the first `depth` documents, 0…1: order counts, the top most. */
export function ndcg(ranking: readonly string[], judgements: Judgements, depth: number): number {
  const gains = ranking.slice(0, depth).map((id) => judgements[id] ?? 0);
  const ideal = Object.values(judgements)
    .toSorted((a, b) => b - a)
    .slice(0, depth);
  const best = discounted(ideal);
  return best === 0 ? 0 : discounted(gains) / best;
}

/** The part of the relevant documents that is among the first `depth`, 0…1. */
export function recall(ranking: readonly string[], judgements: Judgements, depth: number): number {
  const relevant = Object.values(judgements).filter((grade) => grade > 0).length;
  const found = ranking.slice(0, depth).filter((id) => (judgements[id] ?? 0) > 0).length;
  return relevant === 0 ? 0 : found / relevant;
}

function discounted(gains: readonly number[]): number {
  return gains.reduce((sum, gain, at) => sum + gain / Math.log2(at + 2), 0);
}

/** 0 of nothing. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
