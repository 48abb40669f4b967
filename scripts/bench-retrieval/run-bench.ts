import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { describeMachine } from '../measuring/machine.ts';
import type { BenchCommand } from './command-line.ts';
import { chartOf } from './report/chart.ts';
import { tableOf } from './report/table.ts';
import type { SizeReport } from './size-report.ts';

const PROGRAM = new URL('size-process.ts', import.meta.url).pathname;

/** Measures one size after the other, each in a process of its own. Rejects when it could not run. */
export async function runBench(command: BenchCommand): Promise<void> {
  const sizes: SizeReport[] = [];
  for (const size of command.sizes) {
    process.stderr.write(`${size.toLocaleString('en')} chunks …\n`);
    sizes.push(await measureInProcess(size));
    await writeFiles(command, sizes);
  }
  process.stdout.write(command.isJson ? toJson(command, sizes) : tableOf(sizes));
}

/** After each size: a run that is interrupted keeps what it measured. */
async function writeFiles(command: BenchCommand, sizes: readonly SizeReport[]): Promise<void> {
  if (command.outputFile !== undefined) await writeFile(command.outputFile, toJson(command, sizes));
  if (command.chartFile !== undefined) await writeFile(command.chartFile, chartOf(sizes));
}

function toJson({ isQuick }: BenchCommand, sizes: readonly SizeReport[]): string {
  return `${JSON.stringify({ ...describeMachine(), isQuick, sizes }, null, 2)}\n`;
}

async function measureInProcess(size: number): Promise<SizeReport> {
  const words = ['--import', 'tsx', PROGRAM, String(size)];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  return JSON.parse(stdout) as SizeReport;
}
