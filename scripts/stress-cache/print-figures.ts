import type { MutantVerdict } from './mutant-run.ts';
import type { SeenViolation, StressFigures } from './stress-report.ts';

/** One line while it goes on. */
export function progressLine(figures: StressFigures): string {
  const acknowledged = Object.values(figures.invalidations).map((each) => each.acknowledged);
  const acts = Object.values(figures.chaos).reduce((sum, count) => sum + count, 0);
  return [
    `${figures.seconds.toFixed(0).padStart(5)} s`,
    `${whole(figures.readsChecked)} reads checked`,
    `${whole(acknowledged.reduce((sum, count) => sum + count, 0))} invalidations`,
    `${acts} acts`,
    `${figures.staleReads} stale reads`,
    `${figures.g2Violations + figures.otherViolations} other violations`,
  ].join('  ');
}

/** The table at the end. */
export function figuresTable(figures: StressFigures): string {
  const { reads } = figures;
  const lines = [
    row('seconds', figures.seconds.toFixed(1)),
    row(
      'reads checked',
      `${whole(figures.readsChecked)} (${whole(figures.readsPerSecond)} a second)`,
    ),
    ...Object.entries(reads).map(([status, count]) => row(`  ${status}`, whole(count))),
    row('loads', `${whole(figures.loads)}, reads whose load failed: ${whole(figures.failedLoads)}`),
    'invalidations           acknowledged     failed    p50 ms    p99 ms    max ms',
    ...Object.entries(figures.invalidations).map(
      ([sort, { acknowledged, failed, p50, p99, max }]) =>
        [
          `  ${sort}`.padEnd(24),
          whole(acknowledged).padStart(12),
          whole(failed).padStart(11),
          ...[p50, p99, max].map((milliseconds) => (milliseconds?.toFixed(1) ?? '–').padStart(10)),
        ].join(''),
    ),
    'chaos',
    ...Object.entries(figures.chaos).map(([name, count]) => row(`  ${name}`, whole(count))),
    'scenes',
    ...Object.entries(figures.scenes).map(([name, counts]) =>
      row(
        `  ${name}`,
        `${counts.held} held, ${counts.disturbed} disturbed, ${counts.violated} violated`,
      ),
    ),
    row('stale reads', whole(figures.staleReads)),
    row('G2 violations', whole(figures.g2Violations)),
    row('other violations', whole(figures.otherViolations)),
    ...figures.violations.slice(0, 5).map(describeViolation),
  ];
  return `${lines.join('\n')}\n`;
}

/** What became of one mutant. */
export function verdictLine({ name, off, seen, seconds, readsChecked }: MutantVerdict): string {
  const verdict =
    seen === undefined
      ? `SURVIVED ${seconds.toFixed(0)} s, ${whole(readsChecked)} reads checked`
      : `seen after ${seen.afterSeconds.toFixed(1)} s: ${seen.sort}`;
  return `${name.padEnd(30)} ${verdict.padEnd(44)} (${off})`;
}

/** What was seen, and what was going wrong then. */
export function describeViolation(violation: SeenViolation): string {
  const acts = violation.chaos.map(({ name, beganAt, endedAt, outcome }) => {
    const since = (violation.at - beganAt) / 1000;
    return `    ${since.toFixed(2)} s before: ${name}${endedAt === undefined ? ' (goes on)' : ` (${outcome})`}`;
  });
  const where = violation.process < 0 ? '' : ` in process ${violation.process}`;
  const what = `${violation.sort}${where} after ${violation.afterSeconds.toFixed(2)} s`;
  return [`! ${what}: ${JSON.stringify(violation.detail)}`, ...acts].join('\n');
}

function row(name: string, figure: string): string {
  return `${name.padEnd(24)}${figure.padStart(12)}`;
}

function whole(count: number): string {
  return count.toLocaleString('en');
}
