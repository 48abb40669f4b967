import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What runs on a data folder, for other programs (as `test-redis-integration.sh`) to find it. Holds no secret. */
export interface StackRecord {
  /** Of `npm start` itself. */
  readonly pid: number;
  readonly startedAt: string;
  readonly host: string;
  readonly ports: Readonly<Record<string, number>>;
  /** Absent when the Redis is not the stack's own. */
  readonly redis?: { readonly host: string; readonly port: number };
  readonly pids: Readonly<Record<string, number>>;
}

/** Another stack runs on the same data folder; two would damage its store and its index. */
export class StackRunsAlreadyError extends Error {
  override readonly name = 'StackRunsAlreadyError';
}

/** The command line of a process that runs; undefined when there is none. */
export type CommandLineOf = (pid: number) => Promise<string | undefined>;

const fileName = 'stack.json';

/** Throws `StackRunsAlreadyError` when the record in `dataDir` is of a stack that still runs. */
export async function refuseSecondStack(
  dataDir: string,
  commandLineOf: CommandLineOf = commandLine,
): Promise<void> {
  const record = await readRecord(dataDir);
  if (record === undefined || record.pid === process.pid) return;
  const command = await commandLineOf(record.pid);
  if (command === undefined || !command.includes('start.mjs')) return;
  throw new StackRunsAlreadyError(
    `A stack runs already on ${dataDir} (process ${record.pid}, since ${record.startedAt}). ` +
      'Stop it, or give this one a folder of its own with DATA_DIR, and ports of its own.',
  );
}

export async function writeStackRecord(dataDir: string, record: StackRecord): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  await writeFile(join(dataDir, fileName), `${JSON.stringify(record, null, 2)}\n`);
}

export async function removeStackRecord(dataDir: string): Promise<void> {
  await rm(join(dataDir, fileName), { force: true });
}

async function readRecord(
  dataDir: string,
): Promise<{ pid: number; startedAt: string } | undefined> {
  try {
    const record: unknown = JSON.parse(await readFile(join(dataDir, fileName), 'utf8'));
    if (typeof record !== 'object' || record === null || !('pid' in record)) return undefined;
    const startedAt = 'startedAt' in record ? String(record.startedAt) : 'an unknown time';
    return { pid: Number(record.pid), startedAt };
  } catch {
    return undefined;
  }
}

/** From `/proc` where there is one, else from `ps`. */
async function commandLine(pid: number): Promise<string | undefined> {
  try {
    return await readFile(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(
      () => ({ stdout: '' }),
    );
    return stdout || undefined;
  }
}
