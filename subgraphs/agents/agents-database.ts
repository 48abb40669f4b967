import type { Generated, Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { CacheStatus } from '../shared/cache/types.ts';
import type { UserId } from '../shared/service/user-id.ts';
import { openSqliteDatabase } from '../shared/store/sqlite-database.ts';
import type { MessageRole } from './message.ts';
import { migrations } from './migrations.ts';
import type { RunStatus } from './run.ts';

/** The tables of `agents.db`. Times are ISO 8601 in UTC, so that they sort as text; JSON is text. */
export interface AgentsTables {
  agents: {
    id: string;
    user_id: UserId;
    name: string;
    goal: string;
    tools: string;
    memory_window: number;
    created_at: string;
  };
  sessions: {
    id: string;
    user_id: UserId;
    agent_id: string;
    started_at: string;
    expires_at: string;
    ended_at: string | null;
    revision: number;
  };
  runs: {
    id: string;
    user_id: UserId;
    agent_id: string;
    session_id: string;
    idempotency_key: string | null;
    request_hash: string;
    status: RunStatus;
    step: string | null;
    progress: number;
    started_at: string;
    finished_at: string | null;
    error: string | null;
    error_code: string | null;
    owner: string;
    lease_expires_at: string;
  };
  messages: {
    id: string;
    user_id: UserId;
    session_id: string;
    position: number;
    role: MessageRole;
    text: string;
    at: string;
    generated: number;
    run_id: string;
    context_id: string | null;
  };
  tool_calls: {
    run_id: string;
    position: number;
    tool: string;
    arguments: string;
    result: string | null;
    error: string | null;
    cache_status: CacheStatus;
    cache_age_seconds: number | null;
    cache_ttl_seconds: number | null;
    cache_tags: string | null;
    took_ms: number;
  };
  session_summaries: {
    session_id: string;
    position: number;
    message_id: string;
    text: string;
    generated: number;
    at: string;
  };
  /** What is remembered of each message; its words are in the full text `memory_words` under the same id. */
  memories: {
    id: Generated<number>;
    message_id: string;
    agent_id: string;
    /** The space of its vector; null until it has one. */
    space: string | null;
    sketch: Uint8Array | null;
  };
  memory_vectors: { memory_id: number; vector: Uint8Array };
}

export type AgentsDatabase = Kysely<AgentsTables>;

/** Opens the agents' store, brought up to date. Everything acknowledged is in it and on disk. */
export function openAgentsDatabase(path: string, logger?: Logger): Promise<AgentsDatabase> {
  return openSqliteDatabase<AgentsTables>(path, migrations, logger);
}
