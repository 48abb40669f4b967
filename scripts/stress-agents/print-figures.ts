import type { MutantVerdict } from './mutant-run.ts';
import type { StressFigures } from './stress-report.ts';

/** One line while it goes on. */
export function progressLine(figures: StressFigures): string {
  return [
    `${figures.seconds.toFixed(0).padStart(5)} s`,
    `wave ${figures.waves}`,
    `${whole(figures.acknowledgedAnswers)} answers`,
    `${whole(figures.acknowledgedFailures)} failures`,
    `${whole(figures.lostAnswers)} lost`,
    `${whole(figures.reads)} reads`,
    `${whole(countFaults(figures))} faults`,
    `${figures.violations.length} violations`,
  ].join('  ');
}

/** The table at the end. */
export function figuresTable(figures: StressFigures): string {
  const lines = [
    row('seconds', figures.seconds.toFixed(1)),
    row(
      'questions',
      `${whole(figures.asks)} in ${figures.waves} waves, sent ${whole(figures.sent)} times`,
    ),
    row('answers acknowledged', whole(figures.acknowledgedAnswers)),
    row('failures acknowledged', whole(figures.acknowledgedFailures)),
    row('answers lost', whole(figures.lostAnswers)),
    row('runs given up', whole(figures.failedRuns)),
    row('refusals', JSON.stringify(figures.refusals)),
    row('conversations read', whole(figures.reads)),
    row('longest until at rest', `${(figures.longestSettledMs / 1000).toFixed(1)} s`),
    ...Object.entries(figures.faults).map(([name, count]) => row(name, whole(count))),
    row('faults not reached', whole(figures.faultsNotReached)),
    row('violations', whole(figures.violations.length)),
    ...figures.violations.slice(0, 5).map(({ rule, detail }) => `! NOT: ${rule}\n    ${detail}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** What became of one mutant. */
export function verdictLine({ name, off, seen, seconds, waves }: MutantVerdict): string {
  const after = `${seconds.toFixed(0)} s, wave ${waves}`;
  const verdict = seen.length === 0 ? `SURVIVED ${after}` : `seen after ${after}`;
  return [
    `${name.padEnd(22)} ${verdict.padEnd(26)} (${off})`,
    ...seen.map((rule) => `    not: ${rule}`),
  ].join('\n');
}

function countFaults({ faults }: StressFigures): number {
  return Object.values(faults).reduce((sum, count) => sum + count, 0);
}

function row(name: string, figure: string): string {
  return `${name.padEnd(24)}${figure}`;
}

function whole(count: number): string {
  return count.toLocaleString('en');
}
