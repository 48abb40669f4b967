import { median } from '../../measuring/measure.ts';
import type { LoadFigures } from '../load/drive-load.ts';
import type { LoadRounds } from '../load/measure-loads.ts';

/**
 * The median over the rounds of one contender's figure divided by another's: a slow minute of the machine slows both. NaN when one
 * of them was not measured.
 */
export function ratioOf(
  rounds: LoadRounds,
  field: keyof LoadFigures,
  { over, under }: { readonly over: string; readonly under: string },
): number {
  return median(rounds.map((round) => figureOf(round[over]) / figureOf(round[under])));

  function figureOf(figures: LoadFigures | undefined): number {
    return figures?.[field] ?? Number.NaN;
  }
}
