import type { Logger } from 'pino';
import type { Cache } from '../shared/cache/types.ts';
import { DomainError, hasErrorCode } from '../shared/service/domain-error.ts';
import { type AnswerDeps, answerQuestion, type Turn } from './answer-question.ts';
import { withDeadline } from './deadline.ts';
import { forgetCached } from './forget-cached.ts';
import type { LiveRuns } from './live/live-runs.ts';
import type { OwnedRun, RunReporter } from './live/run-reporter.ts';
import type { MessageRecord } from './message.ts';
import { toModelFault } from './model-fault.ts';
import type { RunStore } from './run-store.ts';
import type { Sessions } from './sessions.ts';
import type { TurnStore } from './turn-store.ts';

/** How long a run counts as alive without a sign of its process. */
export const LEASE_MS = 20_000;
const RENEWAL_MS = LEASE_MS / 4;

export interface TurnWorkDeps extends AnswerDeps {
  readonly sessions: Sessions;
  readonly runs: RunStore;
  readonly turns: TurnStore;
  readonly live: LiveRuns;
  readonly cache: Cache;
  readonly logger: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How long one question may take. */
  readonly timeoutMs: number;
}

/** Answers a question whose run has begun, and ends the run: with the answer, or as FAILED with the reason, unless it was cancelled. */
export async function workOnTurn(deps: TurnWorkDeps, turn: Turn): Promise<MessageRecord> {
  const report = deps.live.begin(turn);
  const renewal = setInterval(() => void renewLease(deps, report), RENEWAL_MS).unref();
  try {
    const answer = await withDeadline(
      deps.timeoutMs,
      'Answering',
      (signal) => answerQuestion(deps, turn, { signal, report }),
      report.cancelled,
    );
    const { runId, userId, sessionId } = turn;
    const now = deps.now();
    const at = new Date(now).toISOString();
    const expiresAt = deps.sessions.expiryFrom(now);
    return await deps.turns.complete({ runId, userId, sessionId, ...answer, at, expiresAt });
  } catch (error) {
    throw await failRun(deps, turn, toModelFault(error));
  } finally {
    clearInterval(renewal);
    deps.live.end(report);
    await forgetCached(deps, turn);
    void deps.memory.takeIn(turn, turn.agent.memoryWindow);
  }
}

/**
 * Writes down why, and gives the error for the caller, which names the run. A run that somebody else has given up has
 * its reason already: the caller is told that one, as everybody is who looks at the run or asks again.
 */
async function failRun(
  deps: TurnWorkDeps,
  { userId, runId }: OwnedRun,
  error: unknown,
): Promise<unknown> {
  const at = new Date(deps.now()).toISOString();
  const isKnown = hasErrorCode(error);
  let code = isKnown ? error.code : null;
  let reason = isKnown ? error.message : 'An unexpected fault; the log has it.';
  try {
    const isFirst = await deps.turns.fail(runId, { code, reason, at });
    const earlier = isFirst ? null : await deps.runs.find(userId, runId);
    if (earlier?.status === 'FAILED') {
      code = earlier.errorCode;
      reason = earlier.error ?? reason;
    }
  } catch (cause) {
    deps.logger.error({ err: cause, runId }, 'could not write down why a run failed');
  }
  if (code === null) deps.logger.error({ err: error, runId }, 'run failed unexpectedly');
  else deps.logger.info({ runId, code, reason }, 'run ended without an answer');
  if (code === null || code === 'CANCELLED') return error;
  return new DomainError(code, `The run ${runId} failed: ${reason}`, { cause: error });
}

/** A lease that could not be renewed costs the run at worst; the next renewal tries again. */
async function renewLease(deps: TurnWorkDeps, report: RunReporter): Promise<void> {
  const { runId } = report;
  try {
    const expiresAt = new Date(deps.now() + LEASE_MS).toISOString();
    if (!(await deps.runs.renewLease(runId, expiresAt))) await deps.live.stopIfEnded(report);
  } catch (error) {
    deps.logger.warn({ err: error, runId }, 'could not renew a lease');
  }
}
