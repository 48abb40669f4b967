import { showNumber } from '../../measuring/show-number.ts';
import type { Comparison, Figure } from '../figure.ts';
import type { ScenarioReport } from './report.ts';

const COLUMNS = ['', 'engine', '', 'best peer', 'ratio', 'limit', 'ratio', 'bar'] as const;

/** One scenario as a table: a line a figure, then what every peer reached. */
export function tableOf(scenario: ScenarioReport): string {
  const rows = [COLUMNS, ...scenario.figures.map(rowOf)];
  const widths = COLUMNS.map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  const lines = rows.map((row) =>
    row
      .map((cell, at) => (at === 1 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  const title = `${scenario.name}: ${scenario.summary}`;
  return [title, ...lines, ...notesOf(scenario.figures), '', ''].join('\n');
}

function rowOf(figure: Figure): readonly string[] {
  const [peer] = figure.peers;
  const [limit] = figure.limits;
  return [
    `  ${figure.name}`,
    showNumber(figure.ours),
    figure.unit,
    peer ? `${showNumber(peer.value)} ${peer.name}` : '',
    peer ? ratio(peer) : '',
    limit ? `${showNumber(limit.value)} ${limit.name}` : '',
    limit ? ratio(limit) : '',
    figure.bars.map(({ says, isMet }) => `${says} ${isMet ? 'ok' : 'MISSED'}`).join(', '),
  ];
}

/** The contenders that the columns do not name, and what a reader must know. */
function notesOf(figures: readonly Figure[]): readonly string[] {
  return figures.flatMap(({ name, peers, limits, note }) => {
    const others = [...peers.slice(1), ...limits.slice(1)];
    const beside = others.map((each) =>
      [each.name, showNumber(each.value), ratio(each) && `(${ratio(each)})`]
        .filter(Boolean)
        .join(' '),
    );
    const said = [...beside, ...(note ? [note] : [])];
    return said.length > 0 ? [`    ${name}: ${said.join(' · ')}`] : [];
  });
}

function ratio({ ratio: value }: Comparison): string {
  return Number.isFinite(value) ? `${value.toFixed(2)}×` : '';
}
