import { spawn } from 'node:child_process';

/** Sees to it that a program which knows nothing of us does not outlive us. */
export interface Watchdog {
  /** The program is gone: nothing is left to watch. */
  dismiss(): void;
}

/**
 * A shell that waits on a pipe from us. The pipe closes when this process ends, however it ends; then the program is
 * asked to end. Dismissed as soon as the program is gone, so that a reused process id is never hit.
 */
export function watchOver(pid: number): Watchdog {
  const shell = spawn('/bin/sh', ['-c', `read _; kill -TERM ${pid}`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  shell.on('error', () => undefined);
  shell.stdin?.on('error', () => undefined);
  shell.unref();
  return { dismiss: () => void shell.kill('SIGKILL') };
}
