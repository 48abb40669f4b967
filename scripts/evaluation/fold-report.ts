import type { Measures } from './evaluate.ts';
import { heldOut } from './held-out.ts';
import { randomisationTest } from './randomisation-test.ts';
import { mean } from './ranking-measures.ts';
import { grid, PLAIN } from './variant.ts';

/** Held-out nDCG@10 of HYBRID in every set, beside the plain fusion and words alone, with p against the plain fusion. */
export function foldReport(bySet: Readonly<Record<string, readonly Measures[]>>, folds: number) {
  const variants = grid.map(({ name }) => ({
    name,
    bySet: Object.fromEntries(
      Object.entries(bySet).map(([set, measures]) => [set, scoresOf(measures, name)]),
    ),
  }));
  const { chosen, bySet: found } = heldOut(variants, folds);
  const sets = Object.entries(found).map(([set, { byQuery, foldMeans }]) => {
    const plain = scoresOf(bySet[set] ?? [], PLAIN.name);
    const words = scoresOf(bySet[set] ?? [], 'KEYWORD');
    const inFold = (fold: number) => plain.filter((_, at) => at % folds === fold);
    return {
      set,
      heldOut: mean(byQuery),
      plain: mean(plain),
      words: mean(words),
      p: randomisationTest(byQuery, plain),
      folds: foldMeans.map((value, fold) => ({ heldOut: value, plain: mean(inFold(fold)) })),
    };
  });
  return { chosen, sets };
}

/** The same for people. */
export function foldTable(
  bySet: Readonly<Record<string, readonly Measures[]>>,
  folds: number,
): string {
  const { chosen, sets } = foldReport(bySet, folds);
  const rows = sets.flatMap(({ set, heldOut: value, plain, words, p, folds: each }) => [
    [
      set.padEnd(12),
      ...[value, plain, words].map((figure) => figure.toFixed(3).padStart(10)),
      p.toFixed(4).padStart(10),
    ].join(''),
    ...each.map((fold, at) =>
      [`  fold ${at + 1}`.padEnd(12), fold.heldOut.toFixed(3).padStart(10)]
        .concat(fold.plain.toFixed(3).padStart(10))
        .join(''),
    ),
  ]);
  const choices = chosen.map((name, at) => `fold ${at + 1}: ${name}`);
  const title = 'nDCG@10       held out     plain     words         p';
  return [title, ...rows, '', 'chosen on the other folds', ...choices, ''].join('\n');
}

function scoresOf(measures: readonly Measures[], name: string): readonly number[] {
  return measures.find((each) => each.name === name)?.byQuery ?? [];
}
