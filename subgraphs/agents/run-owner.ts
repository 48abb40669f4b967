import { hostname } from 'node:os';

/** Names this process among all that ever were: host, process id, and the moment that it started. */
export function describeThisProcess(): string {
  return [hostname(), process.pid, Math.round(performance.timeOrigin)].join('/');
}

/** Whether the process of this name is known to be gone. False when it may be alive, or cannot be seen from here. */
export function isGone(owner: string, self: string): boolean {
  if (owner === self) return false;
  const [host, pid] = owner.split('/');
  const [ownHost, ownPid] = self.split('/');
  if (host !== ownHost) return false;
  // Containers give every process the same number: that one was our predecessor.
  if (pid === ownPid) return true;
  return !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and is another user's.
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPERM';
  }
}
