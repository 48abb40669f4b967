import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { describeMachine } from '../../measuring/machine.ts';
import type { MemoryBenchCommand } from './command-line.ts';
import type { MemorySizeReport } from './size-report.ts';
import { tableOf } from './table.ts';

const PROGRAM = new URL('size-process.ts', import.meta.url).pathname;

/** Measures one size after the other, each in a process of its own. Rejects when it could not run. */
export async function runMemoryBench(command: MemoryBenchCommand): Promise<void> {
  const sizes: MemorySizeReport[] = [];
  for (const size of command.sizes) {
    process.stderr.write(`${size.toLocaleString('en')} messages …\n`);
    sizes.push(await measureInProcess(size));
    // After each size: a run that is interrupted keeps what it measured.
    if (command.outputFile !== undefined)
      await writeFile(command.outputFile, toJson(command, sizes));
  }
  process.stdout.write(command.isJson ? toJson(command, sizes) : tableOf(sizes));
}

function toJson({ isQuick }: MemoryBenchCommand, sizes: readonly MemorySizeReport[]): string {
  return `${JSON.stringify({ ...describeMachine(), isQuick, sizes }, null, 2)}\n`;
}

async function measureInProcess(size: number): Promise<MemorySizeReport> {
  const words = ['--import', 'tsx', PROGRAM, String(size)];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  return JSON.parse(stdout) as MemorySizeReport;
}
