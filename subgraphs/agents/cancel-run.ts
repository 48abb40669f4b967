import type { LiveRuns } from './live/live-runs.ts';
import type { RunRecord } from './run.ts';
import type { RunStore } from './run-store.ts';
import type { TurnStore } from './turn-store.ts';

export interface CancelRunDeps {
  readonly runs: RunStore;
  readonly turns: TurnStore;
  readonly live: LiveRuns;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Ends a run that is under way, in whichever process: from the moment that the store says so no answer of it is taken. The
 * process at work is told, and hears of it by its next renewal when Redis is away. A run that is over stays as it is.
 */
export async function cancelRun(deps: CancelRunDeps, run: RunRecord): Promise<RunRecord> {
  const isCancelled = await deps.turns.cancel(
    run.userId,
    run.id,
    new Date(deps.now()).toISOString(),
  );
  if (isCancelled) deps.live.request({ runId: run.id, want: 'cancel' });
  return (await deps.runs.find(run.userId, run.id)) ?? run;
}
