import { showNumber } from '../../measuring/show-number.ts';
import type { MemorySizeReport } from './size-report.ts';

/** One table for all sizes: a line a figure, a column a size. */
export function tableOf(sizes: readonly MemorySizeReport[]): string {
  const head = ['', ...sizes.map(({ messages }) => `${messages.toLocaleString('en')} messages`)];
  const rows = [head, ...rowsOf(sizes)];
  const widths = head.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('   ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

function rowsOf(sizes: readonly MemorySizeReport[]): string[][] {
  const row = (name: string, show: (size: MemorySizeReport) => string) => [
    name,
    ...sizes.map(show),
  ];
  return [
    row('a message stored, p50 / p99 ms', ({ stored }) => pair(stored)),
    row('  without memory', ({ storedAlone }) => pair(storedAlone)),
    row('vectors given, a second', ({ vectorsPerSecond }) => showNumber(vectorsPerSecond)),
    row('recall, p50 / p99 ms', ({ recall }) => pair(recall)),
    row('  event loop held up, p99 / max ms', ({ heldUp: { p99, max } }) =>
      pair({ p50: p99, p99: max }),
    ),
    row('  by words, the model away', ({ recallByWords }) => pair(recallByWords)),
    row('  of another agent with 100 messages', (size) => pair(size.recallOfSmallAgent)),
    row('recall@10 by meaning', ({ recallAt10 }) => recallAt10.toFixed(3)),
    row('memory of the process, MB', ({ rssBytes }) => showNumber(Math.round(rssBytes / 1e6))),
    row('disk, MB', ({ diskBytes }) => showNumber(Math.round(diskBytes / 1e6))),
  ];
}

function pair(latencies: { readonly p50: number; readonly p99: number }): string {
  return `${latencies.p50.toFixed(1)} / ${latencies.p99.toFixed(1)}`;
}
