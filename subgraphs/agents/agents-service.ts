import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Cache } from '../shared/cache/types.ts';
import { failAbandonedRuns } from './abandoned-runs.ts';
import { AgentStore } from './agent-store.ts';
import type { AgentsDatabase } from './agents-database.ts';
import type { AnsweringModel } from './answering-model.ts';
import { Asking } from './asking.ts';
import { cancelRun } from './cancel-run.ts';
import type { AgentsConfig } from './config.ts';
import { Conversations } from './conversations.ts';
import { LiveRuns } from './live/live-runs.ts';
import type { RunChannel } from './live/run-channel.ts';
import { MessageStore } from './message-store.ts';
import type { Retrieval } from './retrieval.ts';
import type { RunRecord } from './run.ts';
import { describeThisProcess } from './run-owner.ts';
import { RunStore } from './run-store.ts';
import { SessionStore } from './session-store.ts';
import { Sessions } from './sessions.ts';
import { createToolRegistry, type ToolRegistry } from './tools/tool-registry.ts';
import { TurnStore } from './turn-store.ts';

/** What the service is built from. */
export interface AgentsServiceDeps {
  readonly config: AgentsConfig;
  readonly database: AgentsDatabase;
  readonly cache: Cache;
  readonly channel: RunChannel;
  readonly logger: Logger;
  readonly retrieval: Retrieval;
  readonly answering: AnsweringModel;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The domain's parts, put together: what the resolvers call. */
export interface AgentsService {
  readonly agents: AgentStore;
  readonly sessionStore: SessionStore;
  readonly sessions: Sessions;
  readonly conversations: Conversations;
  readonly runs: RunStore;
  readonly tools: ToolRegistry;
  readonly asking: Asking;
  readonly live: LiveRuns;
  cancelRun(run: RunRecord): Promise<RunRecord>;
  readonly now: () => number;
  failAbandonedRuns(): Promise<number>;
  /** Rejects when the store does not answer. */
  checkStore(): Promise<void>;
}

export function createAgentsService(deps: AgentsServiceDeps): AgentsService {
  const { config, database, cache, logger, now } = deps;
  const stores = createStores(database);
  const { agents, sessionStore, runs } = stores;
  const live = new LiveRuns({ ...stores, channel: deps.channel });
  const shared = { ...stores, cache, logger, now, live, owner: describeThisProcess() };
  const idleSeconds = config.SESSION_IDLE_SECONDS;
  const sessions = new Sessions({ ...shared, store: sessionStore, idleSeconds });
  const conversations = new Conversations({ ...shared, sessions: sessionStore });
  const { retrieval, answering } = deps;
  const tools = createToolRegistry({ retrieval, ttlSeconds: config.CACHE_TTL_TOOL_SECONDS });
  const asking = new Asking({
    ...shared,
    ...limitsOf(config),
    sessions,
    conversations,
    tools,
    retrieval,
    answering,
  });
  return {
    agents,
    sessionStore,
    sessions,
    conversations,
    runs,
    tools,
    asking,
    live,
    cancelRun: (run) => cancelRun(shared, run),
    now,
    failAbandonedRuns: () => failAbandonedRuns(shared),
    checkStore: () => checkStore(database),
  };
}

async function checkStore(database: AgentsDatabase): Promise<void> {
  await sql`select 1`.execute(database);
}

function createStores(database: AgentsDatabase) {
  return {
    agents: new AgentStore(database),
    sessionStore: new SessionStore(database),
    messages: new MessageStore(database),
    runs: new RunStore(database),
    turns: new TurnStore(database),
  };
}

function limitsOf(config: AgentsConfig) {
  return {
    toolTtlSeconds: config.CACHE_TTL_TOOL_SECONDS,
    timeoutMs: config.ASK_TIMEOUT_SECONDS * 1000,
    loopLimits: {
      maxSteps: config.ASK_MAX_STEPS,
      maxTokens: config.ASK_MAX_TOKENS,
      maxOutputTokens: config.CHAT_MAX_OUTPUT_TOKENS,
      maxRetries: config.CHAT_MAX_RETRIES,
    },
  };
}
