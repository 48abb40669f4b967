import { showNumber } from '../../measuring/show-number.ts';
import type { SizeReport } from '../size-report.ts';

/** What the service must reach, at every size. */
const BARS = { searchP50Ms: 15, cachedP50Ms: 3, recallAt10: 0.99 };

/** One table for all sizes: a line a figure, a column a size. */
export function tableOf(sizes: readonly SizeReport[]): string {
  const head = ['', ...sizes.map(({ chunks }) => `${chunks.toLocaleString('en')} chunks`)];
  const rows = [head, ...rowsOf(sizes)];
  const widths = head.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('   ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n\n${verdictsOf(sizes).join('\n')}\n`;
}

function rowsOf(sizes: readonly SizeReport[]): string[][] {
  const row = (name: string, show: (size: SizeReport) => string) => [name, ...sizes.map(show)];
  const [first] = sizes;
  return [
    row('written, chunks/s', (size) => showNumber(size.chunks / size.ingestSeconds)),
    row('then indexed, s', (size) => showNumber(size.indexSeconds)),
    row('  hybrid meanwhile, p50 / p99 ms', ({ whileIndexing }) => pair(whileIndexing)),
    row('at rest, indexes joined, s', (size) => showNumber(size.settleSeconds)),
    row('  hybrid meanwhile, p50 / p99 ms', ({ whileSettling }) => pair(whileSettling)),
    ...(first?.searches ?? []).map(({ mode, isFiltered }, at) =>
      row(`${mode.toLowerCase()}${isFiltered ? ', 5 % filter' : ''}, p50 / p99 ms`, (size) =>
        pair(size.searches[at]),
      ),
    ),
    row('cached in memory, p50 / p99 ms', ({ cached }) => pair(cached.fromMemory)),
    row('cached in Redis, p50 / p99 ms', ({ cached }) => pair(cached.fromRedis)),
    row('recall@10 / with the filter', ({ recallAt10 }) =>
      [recallAt10.all, recallAt10.filtered].map((each) => each.toFixed(3)).join(' / '),
    ),
    row('memory of the process, MB', ({ rssBytes }) => showNumber(Math.round(rssBytes / 1e6))),
    row('disk, MB', ({ diskBytes }) => showNumber(Math.round(diskBytes / 1e6))),
  ];
}

function pair(latencies: { p50: number; p99: number } | undefined): string {
  return latencies === undefined ? '' : `${latencies.p50.toFixed(1)} / ${latencies.p99.toFixed(1)}`;
}

function verdictsOf(sizes: readonly SizeReport[]): string[] {
  const slowest = Math.max(...sizes.flatMap(({ searches }) => searches.map(({ p50 }) => p50)));
  const cached = Math.max(
    ...sizes.flatMap(({ cached: { fromMemory, fromRedis } }) => [fromMemory.p50, fromRedis.p50]),
  );
  const recall = Math.min(
    ...sizes.flatMap(({ recallAt10 }) => [recallAt10.all, recallAt10.filtered]),
  );
  const judge = (isMet: boolean) => (isMet ? 'ok' : 'MISSED');
  return [
    `slowest p50 of a search ≤ ${BARS.searchP50Ms} ms: ${showNumber(slowest)} ${judge(slowest <= BARS.searchP50Ms)}`,
    `slowest p50 of a cached search ≤ ${BARS.cachedP50Ms} ms: ${showNumber(cached)} ${judge(cached <= BARS.cachedP50Ms)}`,
    `lowest recall@10 ≥ ${BARS.recallAt10}: ${recall.toFixed(3)} ${judge(recall >= BARS.recallAt10)}`,
  ];
}
