import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { connect } from '@lancedb/lancedb';

const PROGRAM = new URL('index-building-process.ts', import.meta.url).pathname;

/** Has another process open the index and build what is missing, and kills it as soon as it writes the first file of it. */
export async function killWhileBuilding(folder: string, vectorIndexFrom: number): Promise<void> {
  const connection = await connect(folder);
  const [name = ''] = await connection.tableNames();
  connection.close();
  const indexes = join(folder, `${name}.lance`, '_indices');
  if (!existsSync(indexes)) throw new Error(`${indexes} is where indexes are written`);
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', PROGRAM, folder, String(vectorIndexFrom)],
    { stdio: 'ignore' },
  );
  const watcher = watch(indexes, () => void child.kill('SIGKILL'));
  const [code, signal] = await once(child, 'exit');
  watcher.close();
  if (signal !== 'SIGKILL') throw new Error(`the process ended by itself, with ${code}`);
}
