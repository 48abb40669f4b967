import type { Selectable } from 'kysely';
import { isErrorCode } from '../shared/service/error-code.ts';
import type { UserId } from '../shared/service/user-id.ts';
import type { AgentsDatabase, AgentsTables } from './agents-database.ts';
import type { RunRecord } from './run.ts';
import type { ToolCallRecord } from './tool-call.ts';

/** A run that nobody has finished yet, and who is at it. */
export interface RunningRun {
  readonly id: string;
  readonly owner: string;
  readonly leaseExpiresAt: string;
}

/**
 * Runs and what was done in them, in the store; those of other users are as if they were not there. How a run begins and
 * ends is `TurnStore`'s. What a process writes of its own run, or reads of all that are under way, is no user's question.
 */
export class RunStore {
  readonly #database: AgentsDatabase;

  constructor(database: AgentsDatabase) {
    this.#database = database;
  }

  async find(userId: UserId, id: string): Promise<RunRecord | null> {
    const [run] = await this.findMany(userId, [id]);
    return run ?? null;
  }

  /** Those of these ids that exist, in any order. */
  async findMany(userId: UserId, ids: readonly string[]): Promise<readonly RunRecord[]> {
    const rows = await this.#database
      .selectFrom('runs')
      .selectAll()
      .where('id', 'in', ids)
      .where('user_id', '=', userId)
      .execute();
    return rows.map(toRun);
  }

  async findByIdempotencyKey(userId: UserId, key: string): Promise<RunRecord | null> {
    const row = await this.#database
      .selectFrom('runs')
      .selectAll()
      .where('user_id', '=', userId)
      .where('idempotency_key', '=', key)
      .executeTakeFirst();
    return row === undefined ? null : toRun(row);
  }

  async setStep(id: string, step: string, progress: number): Promise<void> {
    await this.#database
      .updateTable('runs')
      .set({ step, progress })
      .where('id', '=', id)
      .where('status', '=', 'RUNNING')
      .execute();
  }

  /** False when the run is over. */
  async renewLease(id: string, expiresAt: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#database
      .updateTable('runs')
      .set({ lease_expires_at: expiresAt })
      .where('id', '=', id)
      .where('status', '=', 'RUNNING')
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  }

  async findRunning(): Promise<readonly RunningRun[]> {
    const rows = await this.#database
      .selectFrom('runs')
      .select(['id', 'owner', 'lease_expires_at'])
      .where('status', '=', 'RUNNING')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      owner: row.owner,
      leaseExpiresAt: row.lease_expires_at,
    }));
  }

  /** Records a call that was made while its run is under way; writes nothing when the run is over or its conversation forgotten. */
  async addToolCall(runId: string, position: number, call: ToolCallRecord): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('runs')
        .set({ step: 'answer' })
        .where('id', '=', runId)
        .where('status', '=', 'RUNNING')
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) return;
      await transaction
        .insertInto('tool_calls')
        .values(toRow(runId, position, call))
        .execute();
    });
  }

  /** The calls of each of these runs, in the order made. */
  async findToolCalls(
    userId: UserId,
    runIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly ToolCallRecord[]>> {
    const rows = await this.#database
      .selectFrom('tool_calls')
      .innerJoin('runs', 'runs.id', 'tool_calls.run_id')
      .selectAll('tool_calls')
      .where('run_id', 'in', runIds)
      .where('runs.user_id', '=', userId)
      .orderBy('run_id')
      .orderBy('position')
      .execute();
    const calls = new Map<string, ToolCallRecord[]>(runIds.map((id) => [id, []]));
    for (const row of rows) calls.get(row.run_id)?.push(toToolCall(row));
    return calls;
  }
}

function toRun(row: Selectable<AgentsTables['runs']>): RunRecord {
  return {
    id: row.id,
    userId: row.user_id,
    agentId: row.agent_id,
    sessionId: row.session_id,
    status: row.status,
    step: row.step,
    progress: row.progress,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    error: row.error,
    errorCode: isErrorCode(row.error_code) ? row.error_code : null,
    requestHash: row.request_hash,
  };
}

function toRow(runId: string, position: number, call: ToolCallRecord): AgentsTables['tool_calls'] {
  return {
    run_id: runId,
    position,
    tool: call.tool,
    arguments: JSON.stringify(call.arguments),
    result: call.result,
    error: call.error,
    cache_status: call.cache.status,
    cache_age_seconds: call.cache.ageSeconds,
    cache_ttl_seconds: call.cache.ttlSeconds,
    cache_tags: call.cache.tags === null ? null : JSON.stringify(call.cache.tags),
    took_ms: call.tookMs,
  };
}

function toToolCall(row: Selectable<AgentsTables['tool_calls']>): ToolCallRecord {
  return {
    tool: row.tool,
    arguments: JSON.parse(row.arguments),
    result: row.result,
    error: row.error,
    cache: {
      status: row.cache_status,
      ageSeconds: row.cache_age_seconds,
      ttlSeconds: row.cache_ttl_seconds,
      tags: row.cache_tags === null ? null : JSON.parse(row.cache_tags),
    },
    tookMs: row.took_ms,
  };
}
