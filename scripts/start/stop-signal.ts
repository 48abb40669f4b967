import type { ConsoleLog } from './console-log.ts';

/**
 * Aborted by the first SIGINT, SIGTERM or SIGHUP, so that everything can be ended in order; the second one calls
 * `kill`.
 */
export function stopSignal(kill: () => void, log: ConsoleLog): AbortSignal {
  const stopping = new AbortController();
  const onSignal = (signal: NodeJS.Signals) => {
    if (stopping.signal.aborted) return kill();
    log.say(`\n${signal}: stopping …`);
    stopping.abort();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal);
  return stopping.signal;
}
