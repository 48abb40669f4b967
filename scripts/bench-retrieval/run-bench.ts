import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { NODE_FLAGS } from '../../subgraphs/shared/service/built-program.ts';
import { describeMachine } from '../measuring/machine.ts';
import type { BenchCommand } from './command-line.ts';
import { chartOf } from './report/chart.ts';
import { tableOf } from './report/table.ts';
import type { BuildFigures, ServiceFigures, SizeReport } from './size-report.ts';

/** Measures one size after the other, the building of an index and the service on it each in a process of its own. Rejects when it could not run. */
export async function runBench(command: BenchCommand): Promise<void> {
  const sizes: SizeReport[] = [];
  for (const size of command.sizes) {
    process.stderr.write(`${size.toLocaleString('en')} chunks …\n`);
    sizes.push(await measureSize(size));
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

async function measureSize(chunks: number): Promise<SizeReport> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-retrieval-'));
  try {
    const built = await run<BuildFigures>('build-process.ts', [folder, String(chunks)]);
    const served = await run<ServiceFigures>('service-process.ts', [folder]);
    return { chunks, ...built, ...served };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Runs a program of this folder; what it prints are its figures. */
async function run<Figures>(program: string, words: readonly string[]): Promise<Figures> {
  const path = fileURLToPath(new URL(program, import.meta.url));
  const order = [...NODE_FLAGS, '--import', 'tsx', path, ...words];
  const { stdout } = await promisify(execFile)(process.execPath, order);
  return JSON.parse(stdout) as Figures;
}
