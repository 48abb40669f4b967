import { Worker } from 'node:worker_threads';

const CHECK_MS = 200;

/** Plain JavaScript in a string: a thread that loads no TypeScript starts in a few milliseconds. */
const guard = `
const { workerData } = require('node:worker_threads');
const check = () => {
  if (process.memoryUsage.rss() > workerData.maxBytes) process.kill(process.pid, 'SIGKILL');
};
check();
setInterval(check, workerData.checkMs);
`;

let isGuarded = false;

/**
 * Ends this process when all of its memory together passes the limit. The limit that V8 has for its own heap knows
 * nothing of buffers, WebAssembly and native libraries, where pictures and inflated streams lie. A thread, because a
 * parser that is busy filling the memory lets no timer run.
 */
export function guardMemory(maxBytes: number): void {
  if (isGuarded) return;
  isGuarded = true;
  const workerData = { maxBytes, checkMs: CHECK_MS };
  new Worker(guard, { eval: true, workerData, execArgv: [] }).unref();
}
