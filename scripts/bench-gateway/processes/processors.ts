import { execFile } from 'node:child_process';
import { cpus } from 'node:os';
import { promisify } from 'node:util';

/** The processor of the gateway that is measured. */
const GATEWAY_CORE = '0';

/** Moves this process to the other cores, and with it every process that it starts from now on. Rejects when there is no other core. */
export async function leaveGatewayCore(): Promise<void> {
  const last = cpus().length - 1;
  if (last === 0) throw new Error('The benchmark needs two cores: one of them is the gateway’s.');
  await promisify(execFile)('taskset', ['-a', '-c', '-p', `1-${last}`, String(process.pid)]);
}

/** The command that runs another one on the gateway's core. */
export function onGatewayCore(command: readonly string[]): readonly [string, ...string[]] {
  return ['taskset', '-c', GATEWAY_CORE, ...command];
}
