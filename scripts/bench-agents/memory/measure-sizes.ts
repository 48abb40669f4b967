import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { MemorySizeReport } from './size-report.ts';

const PROGRAM = new URL('size-process.ts', import.meta.url).pathname;

/** Measures one size after the other, each in a process of its own. Rejects when it could not run. */
export async function measureSizes(
  sizes: readonly number[],
  say: (line: string) => void,
): Promise<readonly MemorySizeReport[]> {
  const reports: MemorySizeReport[] = [];
  for (const size of sizes) {
    say(`memory of ${size.toLocaleString('en')} messages …`);
    reports.push(await measureInProcess(size));
  }
  return reports;
}

async function measureInProcess(size: number): Promise<MemorySizeReport> {
  const words = ['--import', 'tsx', PROGRAM, String(size)];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  return JSON.parse(stdout) as MemorySizeReport;
}
