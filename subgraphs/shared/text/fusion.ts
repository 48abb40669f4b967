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
  const words = normalise(keyword, 0);
  const meaning = normalise(semantic, lowest(semantic));
  const found = new Map([...keyword, ...semantic].map((each) => [each.rowId, each]));
  return [...found]
    .map(([rowId, each]) => {
      const keywordScore = words.get(rowId) ?? null;
      const semanticScore = meaning.get(rowId) ?? null;
      const score = (1 - weight) * (keywordScore ?? 0) + weight * (semanticScore ?? 0);
      return { ...each, score, keywordScore, semanticScore };
    })
    .sort((a, b) => b.score - a.score || (a.rowId < b.rowId ? -1 : 1));
}

function lowest(candidates: readonly Scored[]): number {
  return candidates.reduce((least, { score }) => Math.min(least, score), Number.POSITIVE_INFINITY);
}

/** Scores as parts of the way from `floor` to the best; all alike count as best. */
function normalise(candidates: readonly Scored[], floor: number): Map<string, number> {
  const best = candidates.reduce((most, { score }) => Math.max(most, score), floor);
  const range = best - floor;
  return new Map(
    candidates.map(({ rowId, score }) => [rowId, range > 0 ? (score - floor) / range : 1]),
  );
}
