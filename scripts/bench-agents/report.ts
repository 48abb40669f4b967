import { showNumber } from '../measuring/show-number.ts';
import type { CommitFigures } from './measure-commits.ts';
import type { GrowthFigure } from './measure-growth.ts';
import { CONTENDERS, type LoadFigures } from './measure-turns.ts';

/** Everything that was measured. Times in milliseconds. */
export interface TurnsReport {
  readonly loads: readonly LoadFigures[];
  readonly commits: CommitFigures;
  readonly growth: readonly GrowthFigure[];
}

/** The report for people. */
export function tableOf({ loads, commits, growth }: TurnsReport): string {
  const turns = loads.flatMap(({ inFlight, turns: figures }) =>
    CONTENDERS.map((contender) => {
      const { perSecond, p50, p99, ratioToBare, strays } = figures[contender];
      const cells = [perSecond, p50, p99, ratioToBare].map(showNumber);
      return [`${inFlight} in flight, ${contender}`, ...cells, strays > 0 ? `(${strays} not)` : ''];
    }),
  );
  const growing = growth.map(({ name, p50, ratioToFirst }) => [
    name,
    '',
    ...[p50, ratioToFirst].map(showNumber),
  ]);
  return [
    lineOf(['', 'turns/s', 'p50 ms', 'p99 ms', '× bare']),
    ...turns.map(lineOf),
    '',
    `a durable commit: p50 ${showNumber(commits.p50)} ms, p99 ${showNumber(commits.p99)} ms; a turn makes ${showNumber(commits.perTurn)}`,
    '',
    lineOf(['one session in flight, cached', '', 'p50 ms', '× first']),
    ...growing.map(lineOf),
    '',
  ].join('\n');
}

function lineOf([name = '', ...cells]: readonly string[]): string {
  return [name.padEnd(32), ...cells.map((cell) => cell.padStart(10))].join('').trimEnd();
}
