import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts in ticks of 10 ms on every Linux that Node runs on. */
const TICK_MS = 10;
/** Which field of `/proc/PID/stat` is which, as proc(5) numbers them. */
const UTIME = 14;
const STIME = 15;

/** Milliseconds of processor that a process and all below it have used so far, in all of their threads. */
export function cpuMilliseconds(pid: number): number {
  return processesBelow(pid).reduce((sum, each) => sum + cpuOf(each), 0);
}

/** Bytes of memory that a process and all below it have in use (`VmRSS`). */
export function residentBytes(pid: number): number {
  return processesBelow(pid).reduce((sum, each) => sum + residentOf(each), 0);
}

function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The program's name comes before, in brackets, and may have spaces in it: the first field after it is the third one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[UTIME - 3]) + Number(fields[STIME - 3])) * TICK_MS;
}

function residentOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

/** The process itself first. */
function processesBelow(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean),
  );
  return [pid, ...children.flatMap((child) => processesBelow(Number(child)))];
}
