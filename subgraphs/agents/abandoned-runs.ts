import type { Logger } from 'pino';
import { isGone } from './run-owner.ts';
import type { RunStore } from './run-store.ts';
import type { TurnStore } from './turn-store.ts';

const REASON = 'The process that worked on this ended before it was done; ask again.';

export interface AbandonedRunsDeps {
  readonly runs: RunStore;
  readonly turns: TurnStore;
  readonly logger: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The name of this process. */
  readonly owner: string;
}

/** Marks as FAILED every run whose process is gone, or has not renewed its lease. Returns how many there were. */
export async function failAbandonedRuns(deps: AbandonedRunsDeps): Promise<number> {
  const now = new Date(deps.now()).toISOString();
  const abandoned = (await deps.runs.findRunning()).filter(
    (run) => run.leaseExpiresAt < now || isGone(run.owner, deps.owner),
  );
  for (const { id } of abandoned) {
    const fault = { code: 'SUBGRAPH_UNAVAILABLE', reason: REASON, at: now } as const;
    if (await deps.turns.fail(id, fault)) deps.logger.warn({ runId: id }, 'run abandoned');
  }
  return abandoned.length;
}
