import { monitorEventLoopDelay } from 'node:perf_hooks';

/**
 * Loaded into the worker before its own program: measures how long the event loop was kept from running, and answers
 * each message `{ type: 'loop' }` with what it saw since the one before.
 */
const RESOLUTION_MS = 5;
const NANOSECONDS = 1e6;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();

process.on('message', (message: { type?: string }) => {
  if (message.type !== 'loop') return;
  const toMs = (nanoseconds: number) => Math.max(0, nanoseconds / NANOSECONDS - RESOLUTION_MS);
  const seen = {
    p50: toMs(delay.percentile(50)),
    p99: toMs(delay.percentile(99)),
    max: toMs(delay.max),
  };
  delay.reset();
  process.send?.({ type: 'loop', ...seen });
});
// The channel that the lifecycle closes for must not keep the process by itself.
process.channel?.unref();
