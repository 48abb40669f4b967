import type { PlannedAsk } from './plan-wave.ts';

/** What a caller was told of a question. `at` is on the monotonic clock of the one who asks, in milliseconds. */
export type Acknowledgement =
  | {
      readonly sort: 'answer';
      /** Null when only the answer was asked for; the session likewise. */
      readonly runId: string | null;
      readonly sessionId: string | null;
      readonly messageId: string;
      readonly text: string;
      readonly at: number;
    }
  | {
      readonly sort: 'failure';
      readonly runId: string;
      readonly reason: string;
      readonly at: number;
    };

/** A question and everything that its caller was told. */
export interface AskHistory {
  readonly planned: PlannedAsk;
  /** Null while it is not known: a new session whose first answer is still to come. */
  readonly sessionId: string | null;
  /** When it was sent for the first time. */
  readonly sentAt: number;
  /** More than one when it was sent again; all must say the same. */
  readonly acknowledgements: readonly Acknowledgement[];
  /** Times that it was sent. */
  readonly sent: number;
  /** Times that its process was killed before it answered. */
  readonly lost: number;
  /** What was answered that is neither: codes of errors that name no run. */
  readonly refusals: readonly string[];
}

/** A rule that does not hold. */
export interface Violation {
  readonly rule: string;
  readonly detail: string;
}
