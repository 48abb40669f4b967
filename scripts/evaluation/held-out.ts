import { mean } from './ranking-measures.ts';

/** One variant's figure for each query of each set, the same order for every variant. */
export interface VariantScores {
  readonly name: string;
  readonly bySet: Readonly<Record<string, readonly number[]>>;
}

export interface HeldOut {
  /** What was chosen for each fold, from the other folds. */
  readonly chosen: readonly string[];
  readonly bySet: Readonly<
    Record<string, { readonly byQuery: readonly number[]; readonly foldMeans: readonly number[] }>
  >;
}

/**
 * Cross-validation over queries: for each fold the variant that is best on the other folds (by the mean of the sets'
 * means, so that one choice serves all sets) is measured on that fold. No query has a say in its own figure.
 * Queries go to folds in turn.
 */
export function heldOut(variants: readonly VariantScores[], folds: number): HeldOut {
  const chosen = Array.from({ length: folds }, (_, fold) => bestWithout(variants, fold, folds));
  const names = Object.keys(variants[0]?.bySet ?? {});
  const bySet = names.map((set) => {
    const scoreOf = (at: number) => chosen[at % folds]?.bySet[set]?.[at] ?? 0;
    const byQuery = (variants[0]?.bySet[set] ?? []).map((_, at) => scoreOf(at));
    const foldMeans = chosen.map((_, fold) =>
      mean(byQuery.filter((_score, at) => at % folds === fold)),
    );
    return [set, { byQuery, foldMeans }] as const;
  });
  return { chosen: chosen.map(({ name }) => name), bySet: Object.fromEntries(bySet) };
}

/** Of equals the first. */
function bestWithout(variants: readonly VariantScores[], fold: number, folds: number) {
  const quality = ({ bySet }: VariantScores) =>
    mean(Object.values(bySet).map((scores) => mean(scores.filter((_, at) => at % folds !== fold))));
  return variants.reduce((best, each) => (quality(each) > quality(best) ? each : best));
}
