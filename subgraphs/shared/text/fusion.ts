/** What one side found, and how well it fits by that side's own measure. */
export interface Scored {
  readonly rowId: string;
  readonly score: number;
}

/** What words and meaning say of something that was found, each 0…1; `null` when that side does not know it. */
export interface FusedScores {
  readonly score: number;
  readonly keywordScore: number | null;
  readonly semanticScore: number | null;
}

/**
 * Joins two rankings by a convex combination of their scores, each brought to 0…1 over its candidates:
 * `score = (1 − weight) × words + weight × meaning`. A side that does not know one gives it 0. Ties are broken
 * by row id, so that the same index gives the same order.
 */
export function fuse<T extends Scored>(
  keyword: readonly T[],
  semantic: readonly T[],
  weight: number,
): (T & FusedScores)[] {
  const toWords = normaliser(keyword, 0);
  const toMeaning = normaliser(semantic, lowest(semantic));
  const meaning = new Map(semantic.map((each) => [each.rowId, each]));
  const fused = keyword.map((each) => {
    const other = meaning.get(each.rowId);
    meaning.delete(each.rowId);
    const semanticScore = other === undefined ? null : toMeaning(other.score);
    return withScores(other ?? each, toWords(each.score), semanticScore, weight);
  });
  for (const each of meaning.values())
    fused.push(withScores(each, null, toMeaning(each.score), weight));
  return fused.sort((a, b) => b.score - a.score || (a.rowId < b.rowId ? -1 : 1));
}

function withScores<T extends Scored>(
  found: T,
  keywordScore: number | null,
  semanticScore: number | null,
  weight: number,
): T & FusedScores {
  const score = (1 - weight) * (keywordScore ?? 0) + weight * (semanticScore ?? 0);
  return { ...found, score, keywordScore, semanticScore };
}

function lowest(candidates: readonly Scored[]): number {
  return candidates.reduce((least, { score }) => Math.min(least, score), Number.POSITIVE_INFINITY);
}

/** Gives a score as a part of the way from `floor` to the best; all alike count as best. */
function normaliser(candidates: readonly Scored[], floor: number): (score: number) => number {
  const best = candidates.reduce((most, { score }) => Math.max(most, score), floor);
  const range = best - floor;
  return (score) => (range > 0 ? (score - floor) / range : 1);
}
