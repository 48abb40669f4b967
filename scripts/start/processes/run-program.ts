import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs a program to its end and gives its exit code, showing nothing; 127 when it is not there. */
export function runQuietly(command: string, args: readonly string[]): Promise<number> {
  return run(command, args, { stdio: 'ignore', timeout: 10_000 });
}

/** Runs a program to its end and gives its exit code, its words going where ours go; 127 when it is not there. */
export function runShown(command: string, args: readonly string[]): Promise<number> {
  return run(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
}

async function run(command: string, args: readonly string[], options: SpawnOptions) {
  const child = spawn(command, [...args], options);
  try {
    const [code]: (number | null)[] = await once(child, 'exit');
    return code ?? 1;
  } catch {
    return 127;
  }
}
