import { randomUUID } from 'node:crypto';
import { DomainError } from '../shared/service/domain-error.ts';
import { type ErrorCode, isErrorCode } from '../shared/service/error-code.ts';
import type { UserId } from '../shared/service/user-id.ts';
import type { AgentsDatabase } from './agents-database.ts';
import type { MessageRecord } from './message.ts';
import { appendMessage } from './message-store.ts';
import { CANCELLED_REASON, explainEnd } from './run-end.ts';
import type { SessionRecord } from './session.ts';
import type { OwnedSession } from './session-key.ts';
import { insertSession, touchSession } from './session-store.ts';

/** A question about to be worked on. Times are ISO 8601, UTC. */
export interface TurnBeginning {
  readonly runId: string;
  readonly userId: UserId;
  /** One of the user's. */
  readonly agentId: string;
  /** The session to go on with, or the one to make together with the question. */
  readonly session: { readonly id: string } | { readonly create: SessionRecord };
  readonly text: string;
  readonly idempotencyKey: string | null;
  readonly requestHash: string;
  readonly at: string;
  /** The session's new end of life. */
  readonly expiresAt: string;
  readonly owner: string;
  readonly leaseExpiresAt: string;
}

/** An answer to record. */
export interface TurnEnding extends OwnedSession {
  readonly runId: string;
  readonly text: string;
  readonly generated: boolean;
  readonly contextId: string | null;
  readonly at: string;
  readonly expiresAt: string;
}

/** Why a run ends without an answer. */
export interface RunFault {
  /** As the caller is told; null for a fault that is ours. */
  readonly code: ErrorCode | null;
  readonly reason: string;
  readonly at: string;
}

/** Questions and answers with their runs, each written whole or not at all. */
export class TurnStore {
  readonly #database: AgentsDatabase;

  constructor(database: AgentsDatabase) {
    this.#database = database;
  }

  /**
   * Writes the run, the question and the session's longer life together. False, and nothing written, when the
   * idempotency key is taken or another run is under way in the session; NOT_FOUND or BAD_USER_INPUT when the
   * session cannot be asked. Every transaction here writes before it reads, so that processes queue on the store's
   * lock instead of failing on a snapshot that has grown old.
   */
  async begin(turn: TurnBeginning): Promise<boolean> {
    const sessionId = 'create' in turn.session ? turn.session.create.id : turn.session.id;
    try {
      await this.#database.transaction().execute(async (transaction) => {
        if ('create' in turn.session)
          await insertSession(transaction, turn.userId, turn.session.create);
        else await extendSession(transaction, sessionId, turn);
        await insertRun(transaction, sessionId, turn);
        await appendMessage(transaction, turn.userId, questionOf(sessionId, turn));
      });
      return true;
    } catch (error) {
      if (error instanceof TurnTaken) return false;
      throw error;
    }
  }

  /** Writes the answer and ends the run together; NOT_FOUND when the run was ended from outside meanwhile. */
  async complete(turn: TurnEnding): Promise<MessageRecord> {
    return this.#database.transaction().execute(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('runs')
        .set({ status: 'COMPLETED', step: null, progress: 1, finished_at: turn.at })
        .where('id', '=', turn.runId)
        .where('status', '=', 'RUNNING')
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) {
        throw explainEnd(await findEnd(transaction, turn.runId));
      }
      await touchSession(transaction, turn, turn.expiresAt);
      const { runId, sessionId, text, at, generated, contextId } = turn;
      const answer = { id: randomUUID(), sessionId, text, at, generated, runId, contextId };
      return appendMessage(transaction, turn.userId, { ...answer, role: 'ASSISTANT' });
    });
  }

  /** Ends a run without an answer; its question stays. False when it was over already. */
  async fail(runId: string, fault: RunFault): Promise<boolean> {
    return this.#end({ runId }, 'FAILED', fault);
  }

  /** Ends a run because somebody wants it to; its question stays. False when it was over already. */
  async cancel(userId: UserId, runId: string, at: string): Promise<boolean> {
    const fault = { code: 'CANCELLED', reason: CANCELLED_REASON, at } as const;
    return this.#end({ runId, userId }, 'CANCELLED', fault);
  }

  async #end(
    { runId, userId }: { readonly runId: string; readonly userId?: UserId },
    status: 'FAILED' | 'CANCELLED',
    fault: RunFault,
  ): Promise<boolean> {
    const { numUpdatedRows } = await this.#database
      .updateTable('runs')
      .set({
        status,
        step: null,
        finished_at: fault.at,
        error: fault.reason,
        error_code: fault.code,
      })
      .where('id', '=', runId)
      .where(({ eb, lit }) => (userId === undefined ? lit(true) : eb('user_id', '=', userId)))
      .where('status', '=', 'RUNNING')
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  }

  /** Removes every word of a conversation, cancels what is under way in it; false when there was nothing. */
  async forget({ userId, sessionId }: OwnedSession, at: string): Promise<boolean> {
    return this.#database.transaction().execute(async (transaction) => {
      await transaction
        .updateTable('runs')
        .set({ status: 'CANCELLED', step: null, finished_at: at })
        .where('session_id', '=', sessionId)
        .where('user_id', '=', userId)
        .where('status', '=', 'RUNNING')
        .execute();
      await transaction
        .deleteFrom('tool_calls')
        .where('run_id', 'in', (query) =>
          query
            .selectFrom('runs')
            .select('id')
            .where('session_id', '=', sessionId)
            .where('user_id', '=', userId),
        )
        .execute();
      const { numDeletedRows } = await transaction
        .deleteFrom('messages')
        .where('session_id', '=', sessionId)
        .where('user_id', '=', userId)
        .executeTakeFirstOrThrow();
      await touchSession(transaction, { userId, sessionId });
      return numDeletedRows > 0n;
    });
  }
}

async function findEnd(transaction: AgentsDatabase, runId: string) {
  const run = await transaction
    .selectFrom('runs')
    .select(['error', 'error_code'])
    .where('id', '=', runId)
    .executeTakeFirst();
  if (run === undefined) return null;
  return { error: run.error, errorCode: isErrorCode(run.error_code) ? run.error_code : null };
}

/** Rolls a beginning back. */
class TurnTaken extends Error {}

async function extendSession(
  transaction: AgentsDatabase,
  sessionId: string,
  turn: TurnBeginning,
): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable('sessions')
    .set(({ eb }) => ({ expires_at: turn.expiresAt, revision: eb('revision', '+', 1) }))
    .where('id', '=', sessionId)
    .where('user_id', '=', turn.userId)
    .where('agent_id', '=', turn.agentId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', turn.at)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw await explainRefusal(transaction, sessionId, turn);
}

async function explainRefusal(transaction: AgentsDatabase, id: string, turn: TurnBeginning) {
  const session = await transaction
    .selectFrom('sessions')
    .selectAll()
    .where('id', '=', id)
    .where('user_id', '=', turn.userId)
    .executeTakeFirst();
  if (session === undefined) {
    return new DomainError('NOT_FOUND', `There is no session ${id}; begin one with startSession.`);
  }
  if (session.agent_id !== turn.agentId) {
    return new DomainError('BAD_USER_INPUT', `The session ${id} is with another agent.`);
  }
  const reason =
    session.ended_at === null
      ? `expired at ${session.expires_at}`
      : `was ended at ${session.ended_at}`;
  return new DomainError(
    'BAD_USER_INPUT',
    `The session ${id} ${reason}; its conversation can still be read. Begin a new one with startSession.`,
  );
}

async function insertRun(
  transaction: AgentsDatabase,
  sessionId: string,
  turn: TurnBeginning,
): Promise<void> {
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('runs')
    .values({
      id: turn.runId,
      user_id: turn.userId,
      agent_id: turn.agentId,
      session_id: sessionId,
      idempotency_key: turn.idempotencyKey,
      request_hash: turn.requestHash,
      status: 'RUNNING',
      step: null,
      progress: 0,
      started_at: turn.at,
      finished_at: null,
      error: null,
      error_code: null,
      owner: turn.owner,
      lease_expires_at: turn.leaseExpiresAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 0n) throw new TurnTaken();
}

function questionOf(sessionId: string, turn: TurnBeginning): Omit<MessageRecord, 'position'> {
  return {
    id: randomUUID(),
    sessionId,
    role: 'USER',
    text: turn.text,
    at: turn.at,
    generated: false,
    runId: turn.runId,
    contextId: null,
  };
}
