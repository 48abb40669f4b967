import type { MessageRecord } from '../message.ts';
import type { RunRecord } from '../run.ts';
import { RunWatch, type WatchDeps } from './run-watch.ts';

/** One event of a run as a watcher is given it. */
export interface RunProgress {
  /** 1, 2, 3… of this watcher. */
  readonly sequence: number;
  readonly run: RunRecord;
  /** The answer as far as it is written. */
  readonly text: string;
  /** How much of the text of the event before stays, in UTF-16 code units. */
  readonly textOffset: number;
  /** What comes after that. */
  readonly textDelta: string;
  /** The answer as it is stored, in the last event of a run that has one. */
  readonly answer: MessageRecord | null;
}

/**
 * What happens to a run from now on: at once how it stands, then each change, at last its end. However slow the reader, it
 * is given the newest state with everything written since it last asked, and nothing waits in between.
 */
export function followRun(deps: WatchDeps, run: RunRecord): AsyncIterableIterator<RunProgress> {
  const abortion = new AbortController();
  const events = generate(new RunWatch(deps, run, abortion.signal), abortion.signal);
  return {
    next: () => events.next(),
    // A generator hears of `return` only between two events; the signal ends its wait.
    return: async () => {
      abortion.abort();
      return events.return(undefined);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* generate(
  watch: RunWatch,
  signal: AbortSignal,
): AsyncGenerator<RunProgress, undefined> {
  let told = { sequence: 0, version: -1, text: '' };
  try {
    // Listens first, then looks: what happens in between is heard.
    await watch.begin();
    while (!signal.aborted) {
      const seen = await watch.look();
      if (seen === null) return;
      const { version } = watch.view;
      const isOver = seen.run.status !== 'RUNNING';
      if (isOver || version !== told.version) {
        const text = seen.answer?.text ?? watch.view.text;
        const textOffset = text.startsWith(told.text) ? told.text.length : 0;
        told = { sequence: told.sequence + 1, version, text };
        yield {
          ...seen,
          sequence: told.sequence,
          text,
          textOffset,
          textDelta: text.slice(textOffset),
        };
      }
      if (isOver) return;
      if (watch.view.version === told.version) await watch.change();
    }
  } finally {
    watch.end();
  }
}
