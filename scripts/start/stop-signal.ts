import type { EventEmitter } from 'node:events';
import type { ConsoleLog } from './console-log.ts';

/** A terminal sends Ctrl-C to the whole process group, and npm passes it on once more: what comes so soon is the same one. */
const SAME_SIGNAL_MS = 500;

/** Where signals come from, and the clock, in milliseconds, that tells a second one from an echo. */
export interface SignalSource {
  readonly signals: EventEmitter;
  readonly now: () => number;
}

/**
 * Aborted by the first SIGINT, SIGTERM or SIGHUP, so that everything can be ended in order; the second one calls
 * `kill`.
 */
export function stopSignal(
  kill: () => void,
  log: Pick<ConsoleLog, 'say'>,
  { signals, now }: SignalSource = { signals: process, now: () => performance.now() },
): AbortSignal {
  const stopping = new AbortController();
  let firstAt = 0;
  const onSignal = (signal: NodeJS.Signals) => {
    if (!stopping.signal.aborted) {
      firstAt = now();
      log.say(`\n${signal}: stopping …`);
      stopping.abort();
    } else if (now() - firstAt > SAME_SIGNAL_MS) kill();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) signals.on(name, onSignal);
  return stopping.signal;
}
