import { readFile } from 'node:fs/promises';

/** The numbers of jest's `--json` report that are shown. */
interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  /** Files that could not be run at all: none of their tests is counted elsewhere. */
  readonly numRuntimeErrorTestSuites: number;
}

/** Reads a report file; without one the run itself failed, which counts as one failure. */
export async function countResults(path: string): Promise<{ text: string; failed: number }> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return { text: '0 passed, 1 failed', failed: 1 };
  return summarise(JSON.parse(text) as JestReport);
}

/** As `12 passed, 0 failed`, with `, 3 skipped` when some were. */
export function summarise(report: JestReport): { text: string; failed: number } {
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  const skipped = report.numPendingTests + report.numTodoTests;
  const tail = skipped === 0 ? '' : `, ${skipped} skipped`;
  return { text: `${report.numPassedTests} passed, ${failed} failed${tail}`, failed };
}
