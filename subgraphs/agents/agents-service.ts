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
import type { Files } from './files.ts';
import { LiveRuns } from './live/live-runs.ts';
import type { RunChannel } from './live/run-channel.ts';
import { MemoryIndexer } from './memory/memory-indexer.ts';
import { MemorySearch } from './memory/memory-search.ts';
import { MemoryStore } from './memory/memory-store.ts';
import { Recall } from './memory/recall.ts';
import { SessionMemory } from './memory/session-memory.ts';
import { Summaries } from './memory/summaries.ts';
import { SummaryStore } from './memory/summary-store.ts';
import type { TextEmbedder } from './memory/text-embedder.ts';
import { MessageStore } from './message-store.ts';
import type { CitedPassage, Retrieval } from './retrieval.ts';
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
  /** Another connection to the same store, for searches of memory that take longer than a read by key. */
  readonly searchDatabase: AgentsDatabase;
  readonly cache: Cache;
  readonly channel: RunChannel;
  readonly logger: Logger;
  readonly retrieval: Retrieval;
  readonly files: Files;
  readonly embedder: TextEmbedder;
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
  readonly summaries: SummaryStore;
  readonly recall: Recall;
  /** To be closed before the store is. */
  readonly memory: SessionMemory;
  readonly live: LiveRuns;
  cancelRun(run: RunRecord): Promise<RunRecord>;
  readonly now: () => number;
  /** What the numbers in an answer stand for, by its `contextId`; rejects while retrieval is away. */
  citedPassages(contextId: string, requestId: string): Promise<readonly CitedPassage[]>;
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
  const { recall, memory } = createMemory(deps, { ...stores, conversations });
  const tools = createTools(deps, recall);
  const asking = new Asking({
    ...shared,
    ...limitsOf(config),
    sessions,
    memory,
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
    summaries: stores.summaries,
    recall,
    memory,
    live,
    cancelRun: (run) => cancelRun(shared, run),
    now,
    citedPassages: async (contextId, requestId) =>
      (await retrieval.citedPassages(contextId, requestId)).value,
    failAbandonedRuns: () => failAbandonedRuns(shared),
    checkStore: () => checkStore(database),
  };
}

function createTools(
  { config, retrieval, files, now }: AgentsServiceDeps,
  memory: Recall,
): ToolRegistry {
  const { CACHE_TTL_TOOL_SECONDS: ttlSeconds, CACHE_TTL_TOOLS: ttls } = config;
  return createToolRegistry({ retrieval, files, memory, now, ttlSeconds, ttls });
}

async function checkStore(database: AgentsDatabase): Promise<void> {
  await sql`select 1`.execute(database);
}

function createStores(database: AgentsDatabase) {
  return {
    agents: new AgentStore(database),
    sessionStore: new SessionStore(database),
    messages: new MessageStore(database),
    summaries: new SummaryStore(database),
    runs: new RunStore(database),
    turns: new TurnStore(database),
  };
}

/** Takes up at once what an earlier process left undone. */
function createMemory(
  deps: AgentsServiceDeps,
  parts: ReturnType<typeof createStores> & { readonly conversations: Conversations },
): { readonly recall: Recall; readonly memory: SessionMemory } {
  const { config, database, embedder, logger } = deps;
  const indexer = new MemoryIndexer({ memories: new MemoryStore(database), embedder, logger });
  indexer.wake();
  const search = new MemorySearch(deps.searchDatabase);
  const summaries = new Summaries({ ...deps, ...parts, maxRetries: config.CHAT_MAX_RETRIES });
  const windowTokens = config.MEMORY_WINDOW_TOKENS;
  return {
    recall: new Recall({ ...parts, search, embedder, indexer }),
    memory: new SessionMemory({ ...parts, summaries, indexer, windowTokens }),
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
