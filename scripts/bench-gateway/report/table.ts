import { showNumber } from '../../measuring/show-number.ts';
import type { LoadReport, Report } from './report.ts';

const COLUMNS = ['CPU ms', '× ours', 'answers/s', '× ours', 'p50 ms', 'p99 ms', 'busy'];
const MEBIBYTE = 1024 * 1024;

/** The report for people. */
export function tableOf({ loads, memory, coldSearch, bars }: Omit<Report, 'peers'>): string {
  const lines = loads.flatMap(linesOfLoad);
  if (memory) {
    const [our, apollo] = [memory.ours, memory.apollo].map((bytes) => showNumber(bytes / MEBIBYTE));
    lines.push(
      `idle memory: ours ${our} MiB, Apollo ${apollo} MiB (${showNumber(memory.ratio)} ×)`,
      '',
    );
  }
  if (coldSearch) {
    const [p50, max] = [coldSearch.p50, coldSearch.max].map(showNumber);
    lines.push(
      `first search of a cold process, its answer in Redis: p50 ${p50} ms, slowest of ${coldSearch.starts} ${max} ms`,
      '',
    );
  }
  for (const { says, measured, isMet } of bars)
    lines.push(`${isMet ? 'ok    ' : 'MISSED'}  ${says}: ${showMeasured(measured)}`);
  return `${lines.join('\n')}\n`;
}

function linesOfLoad({ name, summary, connections, contenders }: LoadReport): string[] {
  const rows = contenders.map((each) => {
    const { cpuMs, cpuToOurs, perSecond, rateToOurs, p50, p99, busy } = each;
    return lineOf(
      each.name,
      [cpuMs, cpuToOurs, perSecond, rateToOurs, p50, p99, busy].map(showNumber),
    );
  });
  const title = `${name}: ${connections} connection${connections === 1 ? '' : 's'}, ${summary}`;
  return [title, lineOf('', COLUMNS), ...rows, ''];
}

function lineOf(name: string, cells: readonly string[]): string {
  return `  ${name.padEnd(32)}${cells.map((cell) => cell.padStart(11)).join('')}`;
}

function showMeasured(value: number): string {
  return Number.isNaN(value) ? 'not measured' : showNumber(value);
}
