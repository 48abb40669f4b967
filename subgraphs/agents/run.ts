import type { ErrorCode } from '../shared/service/error-code.ts';
import type { UserId } from '../shared/service/user-id.ts';

export type RunStatus = 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';

/** An agent at work on one question. Times are ISO 8601, UTC. */
export interface RunRecord {
  readonly id: string;
  readonly userId: UserId;
  readonly agentId: string;
  readonly sessionId: string;
  readonly status: RunStatus;
  /** What is under way; null when nothing is. */
  readonly step: string | null;
  /** 0 to 1. */
  readonly progress: number;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly error: string | null;
  /** The code that the caller was given; null for a fault that is ours. */
  readonly errorCode: ErrorCode | null;
  /** What was asked, as a hash: a reused idempotency key must come with the same question. */
  readonly requestHash: string;
}
