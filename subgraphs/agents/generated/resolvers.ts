// Generated from the SDL by `npm run codegen`; never edited by hand.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AgentRecord } from '../agent.ts';
import type { Answered, BegunRun } from '../asking.ts';
import type { SummaryRecord } from '../memory/summary-store.ts';
import type { MemoryHit as FoundMemory } from '../memory/recall.ts';
import type { MessageRecord } from '../message.ts';
import type { RunRecord } from '../run.ts';
import type { RunProgress as WatchedRun } from '../live/follow-run.ts';
import type { SessionRecord } from '../session.ts';
import type { AgentTool } from '../tools/tool.ts';
import type { ToolCallRecord } from '../tool-call.ts';
import type { AgentsContext } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A moment as an ISO 8601 date-time in UTC with milliseconds, such as `2026-03-14T09:26:53.589Z`. */
  DateTime: { input: Date; output: Date; }
  /** Any JSON value: object, array, string, number, boolean or null. */
  JSON: { input: unknown; output: unknown; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** Something that can be asked, with a goal and tools to reach it. */
export type Agent = {
  readonly __typename?: 'Agent';
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** What it is for, in words. */
  readonly goal: Scalars['String']['output'];
  /** The agent's id. */
  readonly id: Scalars['ID']['output'];
  /** How many messages of the conversation it is given with a question. */
  readonly memoryWindow: Scalars['Int']['output'];
  /** Its name, for people. */
  readonly name: Scalars['String']['output'];
  /** Its sessions, newest first, expired ones included. */
  readonly sessions: SessionConnection;
  /** The tools that it may use. */
  readonly tools: ReadonlyArray<Tool>;
};


/** Something that can be asked, with a goal and tools to reach it. */
export type AgentSessionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of agents. */
export type AgentConnection = {
  readonly __typename?: 'AgentConnection';
  /** The agents of this page, each with its cursor. */
  readonly edges: ReadonlyArray<AgentEdge>;
  /** Where this page lies in the whole. */
  readonly pageInfo: PageInfo;
  /** How many agents there are on all pages together. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An agent and its place in a connection. */
export type AgentEdge = {
  readonly __typename?: 'AgentEdge';
  /** Opaque; to be given as `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The agent. */
  readonly node: Agent;
};

/** A ready-made starting point for an agent. */
export type AgentTemplate = {
  readonly __typename?: 'AgentTemplate';
  /** What agents made from it are good for. */
  readonly description: Scalars['String']['output'];
  /** The goal that they are given. */
  readonly goal: Scalars['String']['output'];
  /** Its id, to be given as `CreateAgentInput.template`. */
  readonly id: Scalars['ID']['output'];
  /** Its name, for people. */
  readonly name: Scalars['String']['output'];
  /** Names of the tools that they are given. */
  readonly tools: ReadonlyArray<Scalars['String']['output']>;
};

/** Who is asked, and what. */
export type AskInput = {
  /** The agent's id; NOT_FOUND when there is none. */
  readonly agentId: Scalars['ID']['input'];
  /** Any text of the user's, at most 256 characters: asking again with the same one gives the first answer, and nothing runs twice. */
  readonly idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  /** The question; BAD_USER_INPUT when empty. */
  readonly message: Scalars['String']['input'];
  /** The session to go on with; a new one when absent. BAD_USER_INPUT when it has expired or is another agent's. */
  readonly sessionId?: InputMaybe<Scalars['ID']['input']>;
};

/** An answer and how it came about. */
export type AskPayload = {
  readonly __typename?: 'AskPayload';
  /** The answer. */
  readonly answer: Message;
  /** The run that made the answer. */
  readonly run: Run;
  /** The session, its life extended. */
  readonly session: Session;
};

/** A question that is stored and will be answered. */
export type BeginAskPayload = {
  readonly __typename?: 'BeginAskPayload';
  /** The run that makes the answer. */
  readonly run: Run;
  /** The session, its life extended. */
  readonly session: Session;
};

/** Who may be given a kept copy of a value. */
export const CacheControlScope = {
  /** Only the caller that it was computed for. */
  Private: 'PRIVATE',
  /** Everybody. */
  Public: 'PUBLIC'
} as const;

export type CacheControlScope = typeof CacheControlScope[keyof typeof CacheControlScope];
/** How a value was served. */
export type CacheInfo = {
  readonly __typename?: 'CacheInfo';
  /** Seconds since the value was computed; 0 on a miss, null when no cache was asked. */
  readonly ageSeconds?: Maybe<Scalars['Int']['output']>;
  /** Whether the value came from a cache. */
  readonly status: CacheStatus;
  /** The tags that drop the value when they are invalidated; null when it is not kept. */
  readonly tags?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Seconds for which the value may still be served; null when it is not kept. */
  readonly ttlSeconds?: Maybe<Scalars['Int']['output']>;
};

/** Counters of one kind of cached value, since the service started. */
export type CacheKindStats = {
  readonly __typename?: 'CacheKindStats';
  /** Reads that waited for a computation already under way instead of starting their own. */
  readonly coalescedLoads: Scalars['Float']['output'];
  /** Entries in Redis now. */
  readonly entries: Scalars['Float']['output'];
  /** True when `entries` is an estimate. */
  readonly entriesApproximate: Scalars['Boolean']['output'];
  /** Reads and writes that the cache could not do. */
  readonly errors: Scalars['Float']['output'];
  /** Hits divided by hits and misses, 0 to 1; 0 before the first read. */
  readonly hitRate: Scalars['Float']['output'];
  /** model, embedding, processing, search, context, tool, session, conversation, response… */
  readonly kind: Scalars['String']['output'];
  /** Median time to compute a value, in milliseconds; null before the first. */
  readonly loadMsP50?: Maybe<Scalars['Float']['output']>;
  /** 99th percentile of the time to compute a value, in milliseconds; null before the first. */
  readonly loadMsP99?: Maybe<Scalars['Float']['output']>;
  /** Times that a value was computed. */
  readonly loads: Scalars['Float']['output'];
  /** Reads answered from the process's own memory. */
  readonly memoryHits: Scalars['Float']['output'];
  /** Reads that found nothing. */
  readonly misses: Scalars['Float']['output'];
  /** Reads answered from Redis. */
  readonly redisHits: Scalars['Float']['output'];
  /** Reads answered with a value older than its TTL, labelled STALE. */
  readonly staleServed: Scalars['Float']['output'];
  /** How long an entry of this kind is kept, in seconds. */
  readonly ttlSeconds: Scalars['Int']['output'];
};

/** The processes that keep a cache. */
export const CacheService = {
  /** Agents, tools, sessions and conversations (Redis database 2). */
  Agents: 'AGENTS',
  /** Whole responses (Redis database 3). */
  Gateway: 'GATEWAY',
  /** Search and context bundles (Redis database 1). */
  Retrieval: 'RETRIEVAL',
  /** Files, processing, models and embeddings (Redis database 0). */
  Worker: 'WORKER'
} as const;

export type CacheService = typeof CacheService[keyof typeof CacheService];
/** One cache as its own service sees it. */
export type CacheStats = {
  readonly __typename?: 'CacheStats';
  /** True when Redis answers this service now. */
  readonly connected: Scalars['Boolean']['output'];
  /** Why Redis does not answer; null when it does. */
  readonly error?: Maybe<Scalars['String']['output']>;
  /** Hits divided by hits and misses, 0 to 1; 0 before the first read. */
  readonly hitRate: Scalars['Float']['output'];
  /** Reads answered from the cache, counted by the service itself since it started; Redis' own counters are per instance, not per database. */
  readonly hits: Scalars['Float']['output'];
  /** One entry per kind of cached value. */
  readonly kinds: ReadonlyArray<CacheKindStats>;
  /** Reads that had to compute the value, counted since the service started. */
  readonly misses: Scalars['Float']['output'];
  /** What Redis says of itself; null when it does not answer. */
  readonly redis?: Maybe<RedisStats>;
  /** The service whose cache this is. */
  readonly service: CacheService;
};

/** The caches side by side: every service adds its own field, so that one that is away leaves the others. */
export type CacheStatsByService = {
  readonly __typename?: 'CacheStatsByService';
  /** The agents': tool results, sessions, conversations. Null when they are away. */
  readonly agents?: Maybe<CacheStats>;
};

/** Whether a value came from a cache. */
export const CacheStatus = {
  /** Computed now without the cache, which is away or was not to be asked. */
  Bypass: 'BYPASS',
  /** Served from the cache, in memory or in Redis. */
  Hit: 'HIT',
  /** Computed now, and kept. */
  Miss: 'MISS',
  /** Older than its TTL and served within its grace, because computing it anew failed. */
  Stale: 'STALE'
} as const;

export type CacheStatus = typeof CacheStatus[keyof typeof CacheStatus];
/** Passages for a prompt, numbered and cited. */
export type ContextBundle = {
  readonly __typename?: 'ContextBundle';
  /** Deterministic: a digest of the arguments. Asked for later, the bundle is made anew from what is there then. */
  readonly id: Scalars['ID']['output'];
};

/** The beginning of a conversation, told in short; the agent is given it in place of the messages. */
export type ConversationSummary = {
  readonly __typename?: 'ConversationSummary';
  /** When it was made. */
  readonly at: Scalars['DateTime']['output'];
  /** True when the chat model wrote it; false when it is the most telling sentences, each with who said it. */
  readonly generated: Scalars['Boolean']['output'];
  /** How many messages it tells of, from the first one on. */
  readonly messageCount: Scalars['Int']['output'];
  /** What was said. */
  readonly text: Scalars['String']['output'];
};

/** What a new agent is and may do. */
export type CreateAgentInput = {
  /** What it is for, in words, at most 4,000 characters; it is given to the model with every question. The template's when empty. */
  readonly goal: Scalars['String']['input'];
  /** How many messages of the conversation it is given with a question. */
  readonly memoryWindow?: InputMaybe<Scalars['Int']['input']>;
  /** Its name, for people, at most 200 characters; the template's when empty. */
  readonly name: Scalars['String']['input'];
  /** Id of a template to start from; what is said here as well is taken instead of the template's. */
  readonly template?: InputMaybe<Scalars['ID']['input']>;
  /** Names of the tools that it may use; the template's, or `search`, when absent. An empty list means none. */
  readonly tools?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** The agent that was made. */
export type CreateAgentPayload = {
  readonly __typename?: 'CreateAgentPayload';
  /** The agent. */
  readonly agent: Agent;
};

/** What became of a deletion. */
export type DeletePayload = {
  readonly __typename?: 'DeletePayload';
  /** False when there was nothing of this id. */
  readonly deleted: Scalars['Boolean']['output'];
  /** The id that was given. */
  readonly id: Scalars['ID']['output'];
};

/** A remembered message. */
export type MemoryHit = {
  readonly __typename?: 'MemoryHit';
  /** The part of the text that fits best, as HTML: escaped, the query's words in `<mark>`; null when none of them occurs. */
  readonly highlight?: Maybe<Scalars['String']['output']>;
  /** Its BM25 score divided by the best of this query, 0 to 1; null when it has none of the words. */
  readonly keywordScore?: Maybe<Scalars['Float']['output']>;
  /** The message. */
  readonly message: Message;
  /** Place in the result, from 1. */
  readonly rank: Scalars['Int']['output'];
  /** How well it fits, 0 to 1; comparable within one result only. */
  readonly score: Scalars['Float']['output'];
  /** Its nearness in meaning, from 0 for the farthest candidate to 1 for the nearest; null when it has no vector yet, or is not among the nearest. */
  readonly semanticScore?: Maybe<Scalars['Float']['output']>;
  /** The session in which it was said. */
  readonly session: Session;
};

/** Something about a recollection that its hits do not show. */
export type MemoryNotice = {
  readonly __typename?: 'MemoryNotice';
  /** What happened, for programs. */
  readonly code: MemoryNoticeCode;
  /** What happened and what can be done, for people. */
  readonly message: Scalars['String']['output'];
};

/** What can have been done otherwise than by words and by meaning. */
export const MemoryNoticeCode = {
  /** The query is not in the language of the embedding model; it was answered by words alone. */
  LanguageNotUnderstood: 'LANGUAGE_NOT_UNDERSTOOD',
  /** The embedding model is away; the query was answered by words alone. */
  ModelUnavailable: 'MODEL_UNAVAILABLE'
} as const;

export type MemoryNoticeCode = typeof MemoryNoticeCode[keyof typeof MemoryNoticeCode];
/** What was found in an agent's memory. */
export type MemoryResult = {
  readonly __typename?: 'MemoryResult';
  /** The remembered messages, best first. */
  readonly hits: ReadonlyArray<MemoryHit>;
  /** What was done otherwise than by words and by meaning; empty otherwise. */
  readonly notices: ReadonlyArray<MemoryNotice>;
  /** The query as it was understood: white space normalised. */
  readonly query: Scalars['String']['output'];
  /** Time that this answer took inside the service, in milliseconds. */
  readonly tookMs: Scalars['Float']['output'];
};

/** One message of a conversation. */
export type Message = {
  readonly __typename?: 'Message';
  /** When it was said. */
  readonly at: Scalars['DateTime']['output'];
  /** The passages that the answer was made from; null when it needed none, or retrieval is away. */
  readonly context?: Maybe<ContextBundle>;
  /** False when the text was quoted from sources without a language model. */
  readonly generated: Scalars['Boolean']['output'];
  /** The message's id. */
  readonly id: Scalars['ID']['output'];
  /** Who speaks. */
  readonly role: Role;
  /** What is said; citations are numbers in brackets that stand for those of `context`. */
  readonly text: Scalars['String']['output'];
  /** What was done to answer, in order; empty for a user's message. */
  readonly toolCalls: ReadonlyArray<ToolCall>;
};

/** A page of messages. */
export type MessageConnection = {
  readonly __typename?: 'MessageConnection';
  /** The messages of this page, each with its cursor. */
  readonly edges: ReadonlyArray<MessageEdge>;
  /** Where this page lies in the whole. */
  readonly pageInfo: PageInfo;
  /** How many messages the conversation has. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A message and its place in a connection. */
export type MessageEdge = {
  readonly __typename?: 'MessageEdge';
  /** Opaque; to be given as `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The message. */
  readonly node: Message;
};

/** Everything that changes something. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Ask an agent: it searches, reads, may call tools, answers with citations, and remembers. A retry with the same key does not run twice. */
  readonly ask: AskPayload;
  /** Ask without waiting for the answer: comes back when the question is stored, and `Subscription.runProgress` tells the rest. The same rules as for `ask`. */
  readonly beginAsk: BeginAskPayload;
  /** Stop a run: no answer comes of it, and its question stays. One that is over stays as it is. NOT_FOUND when there is no such run. */
  readonly cancelRun: Run;
  /** Make an agent. */
  readonly createAgent: CreateAgentPayload;
  /** Remove an agent with its sessions and conversations. */
  readonly deleteAgent: DeletePayload;
  /** Forget a conversation for good. Clearing a cache never does. */
  readonly deleteConversation: DeletePayload;
  /** End a sitting before it expires; its conversation stays. */
  readonly endSession: DeletePayload;
  /** Begin a sitting with an agent. NOT_FOUND when there is no such agent. */
  readonly startSession: StartSessionPayload;
};


/** Everything that changes something. */
export type MutationAskArgs = {
  input: AskInput;
};


/** Everything that changes something. */
export type MutationBeginAskArgs = {
  input: AskInput;
};


/** Everything that changes something. */
export type MutationCancelRunArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that changes something. */
export type MutationCreateAgentArgs = {
  input: CreateAgentInput;
};


/** Everything that changes something. */
export type MutationDeleteAgentArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that changes something. */
export type MutationDeleteConversationArgs = {
  sessionId: Scalars['ID']['input'];
};


/** Everything that changes something. */
export type MutationEndSessionArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that changes something. */
export type MutationStartSessionArgs = {
  agentId: Scalars['ID']['input'];
};

/** Where a page lies in its list, as Relay's cursor connections define it. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** The cursor of the page's last edge, to be given as `after` for the next page; null when the page is empty. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** True when there are entries after this page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** True when there are entries before this page. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the page's first edge; null when the page is empty. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** Everything that can be asked without changing anything. */
export type Query = {
  readonly __typename?: 'Query';
  /** One agent; null when there is none of this id. */
  readonly agent?: Maybe<Agent>;
  /** Ready-made starting points for agents. */
  readonly agentTemplates: ReadonlyArray<AgentTemplate>;
  /** The agents of the user who asks, newest first. What belongs to other users is nowhere to be found, here and elsewhere. */
  readonly agents: AgentConnection;
  /** What each service knows of its own cache; every service adds its own field. */
  readonly cacheStats: CacheStatsByService;
  /** Look into an agent's past conversations, by meaning and by words; a message is found by its words as soon as it is acknowledged, by its meaning moments later. NOT_FOUND when there is no such agent. */
  readonly memory: MemoryResult;
  /** One run of an agent; null when there is none of this id. */
  readonly run?: Maybe<Run>;
  /** One session; null when there is none of this id. Expired ones are still there, with `active: false`. */
  readonly session?: Maybe<Session>;
  /** What agents can be given to work with. */
  readonly tools: ReadonlyArray<Tool>;
};


/** Everything that can be asked without changing anything. */
export type QueryAgentArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be asked without changing anything. */
export type QueryAgentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be asked without changing anything. */
export type QueryMemoryArgs = {
  agentId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  query: Scalars['String']['input'];
};


/** Everything that can be asked without changing anything. */
export type QueryRunArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be asked without changing anything. */
export type QuerySessionArgs = {
  id: Scalars['ID']['input'];
};

/** What Redis says of itself: counted per instance, except `database` and `keys`. */
export type RedisStats = {
  readonly __typename?: 'RedisStats';
  /** True when every write goes to the append-only file. */
  readonly aofEnabled: Scalars['Boolean']['output'];
  /** Connections open now, of every client. */
  readonly connectedClients: Scalars['Int']['output'];
  /** Number of this service's database; null when the server has none to choose (a cluster). */
  readonly database?: Maybe<Scalars['Int']['output']>;
  /** Keys removed to make room since the server started. */
  readonly evictedKeys: Scalars['Float']['output'];
  /** What goes first when memory is full, such as `allkeys-lru`. */
  readonly evictionPolicy: Scalars['String']['output'];
  /** Keys in this service's database, bookkeeping included. */
  readonly keys: Scalars['Float']['output'];
  /** Lookups that found a key since the server started, of every client. */
  readonly keyspaceHits: Scalars['Float']['output'];
  /** Lookups that found none since the server started, of every client. */
  readonly keyspaceMisses: Scalars['Float']['output'];
  /** Memory limit, in bytes; 0 means none. */
  readonly maxMemoryBytes: Scalars['Float']['output'];
  /** Commands processed since the server started, of every client. */
  readonly totalCommandsProcessed: Scalars['Float']['output'];
  /** Seconds since the server started. */
  readonly uptimeSeconds: Scalars['Float']['output'];
  /** Memory in use, in bytes. */
  readonly usedMemoryBytes: Scalars['Float']['output'];
  /** Version of the server, such as `7.0.15`. */
  readonly version: Scalars['String']['output'];
};

/** Who speaks in a conversation. */
export const Role = {
  /** The agent. */
  Assistant: 'ASSISTANT',
  /** The agent's instructions. */
  System: 'SYSTEM',
  /** The result of a tool. */
  Tool: 'TOOL',
  /** The person who asks. */
  User: 'USER'
} as const;

export type Role = typeof Role[keyof typeof Role];
/** An agent at work on one question. */
export type Run = {
  readonly __typename?: 'Run';
  /** Why there is no answer, when it failed or was cancelled; null otherwise. */
  readonly error?: Maybe<Scalars['String']['output']>;
  /** When it ended, either way; null until then. */
  readonly finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The run's id. */
  readonly id: Scalars['ID']['output'];
  /** 0 to 1. */
  readonly progress: Scalars['Float']['output'];
  /** When it began. */
  readonly startedAt: Scalars['DateTime']['output'];
  /** How far it has come. */
  readonly status: RunStatus;
  /** The step under way: search, read, answer…; null when none is. */
  readonly step?: Maybe<Scalars['String']['output']>;
  /** What was done so far, in order. */
  readonly toolCalls: ReadonlyArray<ToolCall>;
};

/** A run at one moment. A reader that is slow is given fewer of these, each with all that was written since. */
export type RunProgress = {
  readonly __typename?: 'RunProgress';
  /** The answer as it is in the conversation, in the last event; null until then, and when none came. */
  readonly answer?: Maybe<Message>;
  /** The run as it stands. */
  readonly run: Run;
  /** 1, 2, 3… of this subscription. */
  readonly sequence: Scalars['Int']['output'];
  /** The answer as far as it is written; begins anew when the model goes on after a tool call. */
  readonly text: Scalars['String']['output'];
  /** What was written after that. */
  readonly textDelta: Scalars['String']['output'];
  /** How much of the text of the event before stays, in UTF-16 code units (JavaScript's `length`): cut it there, then append `textDelta`. */
  readonly textOffset: Scalars['Int']['output'];
};

/** How far a run has come. */
export const RunStatus = {
  /** Stopped by `cancelRun`, or its conversation was deleted. */
  Cancelled: 'CANCELLED',
  /** Done: the answer is in the conversation. */
  Completed: 'COMPLETED',
  /** Given up; `error` says why. */
  Failed: 'FAILED',
  /** Under way. */
  Running: 'RUNNING'
} as const;

export type RunStatus = typeof RunStatus[keyof typeof RunStatus];
/** A user's sitting with an agent: expires when idle (sliding TTL); its conversation does not. */
export type Session = {
  readonly __typename?: 'Session';
  /** False when it has expired or was ended. */
  readonly active: Scalars['Boolean']['output'];
  /** The agent that it is with. */
  readonly agent: Agent;
  /** When it expires unless something is asked before. */
  readonly expiresAt: Scalars['DateTime']['output'];
  /** The session's id. */
  readonly id: Scalars['ID']['output'];
  /** The conversation in order, the last messages of it. */
  readonly messages: MessageConnection;
  /** When it began. */
  readonly startedAt: Scalars['DateTime']['output'];
  /** What was said before the messages that its agent is still given word for word, in short; null until enough has left that window, and when the conversation was deleted. Made in the background after a turn. */
  readonly summary?: Maybe<ConversationSummary>;
};


/** A user's sitting with an agent: expires when idle (sliding TTL); its conversation does not. */
export type SessionMessagesArgs = {
  before?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of sessions. */
export type SessionConnection = {
  readonly __typename?: 'SessionConnection';
  /** The sessions of this page, each with its cursor. */
  readonly edges: ReadonlyArray<SessionEdge>;
  /** Where this page lies in the whole. */
  readonly pageInfo: PageInfo;
  /** How many sessions there are on all pages together. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A session and its place in a connection. */
export type SessionEdge = {
  readonly __typename?: 'SessionEdge';
  /** Opaque; to be given as `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The session. */
  readonly node: Session;
};

/** The session that was begun. */
export type StartSessionPayload = {
  readonly __typename?: 'StartSessionPayload';
  /** The session. */
  readonly session: Session;
};

/** What is told as it happens: by the agents service itself, over WebSocket (graphql-transport-ws) or server-sent events. */
export type Subscription = {
  readonly __typename?: 'Subscription';
  /** A run as it goes on, with the answer as it is written: at once how it stands, then each change, at last its end. NOT_FOUND when there is no such run. */
  readonly runProgress: RunProgress;
};


/** What is told as it happens: by the agents service itself, over WebSocket (graphql-transport-ws) or server-sent events. */
export type SubscriptionRunProgressArgs = {
  id: Scalars['ID']['input'];
};

/** Something that an agent can do. */
export type Tool = {
  readonly __typename?: 'Tool';
  /** True when equal arguments may be answered from the cache. */
  readonly cacheable: Scalars['Boolean']['output'];
  /** What it does, in the words that the model reads. */
  readonly description: Scalars['String']['output'];
  /** Its name, unique in the stack. */
  readonly name: Scalars['ID']['output'];
  /** JSON Schema of its arguments. */
  readonly parameters: Scalars['JSON']['output'];
  /** How long its results are kept, in seconds; null when they are not. */
  readonly ttlSeconds?: Maybe<Scalars['Int']['output']>;
};

/** One use of a tool. */
export type ToolCall = {
  readonly __typename?: 'ToolCall';
  /** What it was called with. */
  readonly arguments: Scalars['JSON']['output'];
  /** How the result was served. */
  readonly cache: CacheInfo;
  /** Why it failed; null when it did not. */
  readonly error?: Maybe<Scalars['String']['output']>;
  /** What it answered; null when it failed. */
  readonly result?: Maybe<Scalars['String']['output']>;
  /** Time that it took, in milliseconds. */
  readonly tookMs: Scalars['Float']['output'];
  /** Name of the tool. */
  readonly tool: Scalars['String']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Agent: Agent;
  Run: Run;
  Session: Session;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Agent:
    ( { __typename: 'Agent' }
    & GraphQLRecursivePick<FederationTypes['Agent'], {"id":true}> );
  Run:
    ( { __typename: 'Run' }
    & GraphQLRecursivePick<FederationTypes['Run'], {"id":true}> );
  Session:
    ( { __typename: 'Session' }
    & GraphQLRecursivePick<FederationTypes['Session'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Agent: ResolverTypeWrapper<AgentRecord>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AgentConnection: ResolverTypeWrapper<Omit<AgentConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['AgentEdge']> }>;
  AgentEdge: ResolverTypeWrapper<Omit<AgentEdge, 'node'> & { node: ResolversTypes['Agent'] }>;
  AgentTemplate: ResolverTypeWrapper<AgentTemplate>;
  AskInput: AskInput;
  AskPayload: ResolverTypeWrapper<Answered>;
  BeginAskPayload: ResolverTypeWrapper<BegunRun>;
  CacheControlScope: CacheControlScope;
  CacheInfo: ResolverTypeWrapper<CacheInfo>;
  CacheKindStats: ResolverTypeWrapper<CacheKindStats>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  CacheService: CacheService;
  CacheStats: ResolverTypeWrapper<CacheStats>;
  CacheStatsByService: ResolverTypeWrapper<CacheStatsByService>;
  CacheStatus: CacheStatus;
  ContextBundle: ResolverTypeWrapper<ContextBundle>;
  ConversationSummary: ResolverTypeWrapper<SummaryRecord>;
  CreateAgentInput: CreateAgentInput;
  CreateAgentPayload: ResolverTypeWrapper<Omit<CreateAgentPayload, 'agent'> & { agent: ResolversTypes['Agent'] }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeletePayload: ResolverTypeWrapper<DeletePayload>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  MemoryHit: ResolverTypeWrapper<FoundMemory>;
  MemoryNotice: ResolverTypeWrapper<MemoryNotice>;
  MemoryNoticeCode: MemoryNoticeCode;
  MemoryResult: ResolverTypeWrapper<Omit<MemoryResult, 'hits'> & { hits: ReadonlyArray<ResolversTypes['MemoryHit']> }>;
  Message: ResolverTypeWrapper<MessageRecord>;
  MessageConnection: ResolverTypeWrapper<Omit<MessageConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['MessageEdge']> }>;
  MessageEdge: ResolverTypeWrapper<Omit<MessageEdge, 'node'> & { node: ResolversTypes['Message'] }>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RedisStats: ResolverTypeWrapper<RedisStats>;
  Role: Role;
  Run: ResolverTypeWrapper<RunRecord>;
  RunProgress: ResolverTypeWrapper<WatchedRun>;
  RunStatus: RunStatus;
  Session: ResolverTypeWrapper<SessionRecord>;
  SessionConnection: ResolverTypeWrapper<Omit<SessionConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['SessionEdge']> }>;
  SessionEdge: ResolverTypeWrapper<Omit<SessionEdge, 'node'> & { node: ResolversTypes['Session'] }>;
  StartSessionPayload: ResolverTypeWrapper<Omit<StartSessionPayload, 'session'> & { session: ResolversTypes['Session'] }>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Tool: ResolverTypeWrapper<AgentTool>;
  ToolCall: ResolverTypeWrapper<ToolCallRecord>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Agent: AgentRecord;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  AgentConnection: Omit<AgentConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['AgentEdge']> };
  AgentEdge: Omit<AgentEdge, 'node'> & { node: ResolversParentTypes['Agent'] };
  AgentTemplate: AgentTemplate;
  AskInput: AskInput;
  AskPayload: Answered;
  BeginAskPayload: BegunRun;
  CacheInfo: CacheInfo;
  CacheKindStats: CacheKindStats;
  Float: Scalars['Float']['output'];
  CacheStats: CacheStats;
  CacheStatsByService: CacheStatsByService;
  ContextBundle: ContextBundle;
  ConversationSummary: SummaryRecord;
  CreateAgentInput: CreateAgentInput;
  CreateAgentPayload: Omit<CreateAgentPayload, 'agent'> & { agent: ResolversParentTypes['Agent'] };
  DateTime: Scalars['DateTime']['output'];
  DeletePayload: DeletePayload;
  JSON: Scalars['JSON']['output'];
  MemoryHit: FoundMemory;
  MemoryNotice: MemoryNotice;
  MemoryResult: Omit<MemoryResult, 'hits'> & { hits: ReadonlyArray<ResolversParentTypes['MemoryHit']> };
  Message: MessageRecord;
  MessageConnection: Omit<MessageConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['MessageEdge']> };
  MessageEdge: Omit<MessageEdge, 'node'> & { node: ResolversParentTypes['Message'] };
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  RedisStats: RedisStats;
  Run: RunRecord;
  RunProgress: WatchedRun;
  Session: SessionRecord;
  SessionConnection: Omit<SessionConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['SessionEdge']> };
  SessionEdge: Omit<SessionEdge, 'node'> & { node: ResolversParentTypes['Session'] };
  StartSessionPayload: Omit<StartSessionPayload, 'session'> & { session: ResolversParentTypes['Session'] };
  Subscription: Record<PropertyKey, never>;
  Tool: AgentTool;
  ToolCall: ToolCallRecord;
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
};

export type CacheControlDirectiveArgs = {
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
  maxAge?: Maybe<Scalars['Int']['input']>;
  scope?: Maybe<CacheControlScope>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = AgentsContext, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AgentResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['Agent'] = ResolversParentTypes['Agent'], FederationReferenceType extends FederationReferenceTypes['Agent'] = FederationReferenceTypes['Agent']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Agent']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  goal?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  memoryWindow?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sessions?: Resolver<ResolversTypes['SessionConnection'], ParentType, ContextType, RequireFields<AgentSessionsArgs, 'first'>>;
  tools?: Resolver<ReadonlyArray<ResolversTypes['Tool']>, ParentType, ContextType>;
};

export type AgentConnectionResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['AgentConnection'] = ResolversParentTypes['AgentConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AgentEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AgentEdgeResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['AgentEdge'] = ResolversParentTypes['AgentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Agent'], ParentType, ContextType>;
};

export type AgentTemplateResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['AgentTemplate'] = ResolversParentTypes['AgentTemplate']> = {
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  goal?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tools?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AskPayloadResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['AskPayload'] = ResolversParentTypes['AskPayload']> = {
  answer?: Resolver<ResolversTypes['Message'], ParentType, ContextType>;
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  session?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
};

export type BeginAskPayloadResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['BeginAskPayload'] = ResolversParentTypes['BeginAskPayload']> = {
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  session?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
};

export type CacheInfoResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['CacheInfo'] = ResolversParentTypes['CacheInfo']> = {
  ageSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CacheStatus'], ParentType, ContextType>;
  tags?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  ttlSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type CacheKindStatsResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['CacheKindStats'] = ResolversParentTypes['CacheKindStats']> = {
  coalescedLoads?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  entries?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  entriesApproximate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  errors?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  hitRate?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  loadMsP50?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  loadMsP99?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  loads?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  memoryHits?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  misses?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  redisHits?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  staleServed?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  ttlSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CacheStatsResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['CacheStats'] = ResolversParentTypes['CacheStats']> = {
  connected?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hitRate?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  hits?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  kinds?: Resolver<ReadonlyArray<ResolversTypes['CacheKindStats']>, ParentType, ContextType>;
  misses?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  redis?: Resolver<Maybe<ResolversTypes['RedisStats']>, ParentType, ContextType>;
  service?: Resolver<ResolversTypes['CacheService'], ParentType, ContextType>;
};

export type CacheStatsByServiceResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['CacheStatsByService'] = ResolversParentTypes['CacheStatsByService']> = {
  agents?: Resolver<Maybe<ResolversTypes['CacheStats']>, ParentType, ContextType>;
};

export type ContextBundleResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['ContextBundle'] = ResolversParentTypes['ContextBundle']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ConversationSummaryResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['ConversationSummary'] = ResolversParentTypes['ConversationSummary']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  generated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  messageCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CreateAgentPayloadResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['CreateAgentPayload'] = ResolversParentTypes['CreateAgentPayload']> = {
  agent?: Resolver<ResolversTypes['Agent'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeletePayloadResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['DeletePayload'] = ResolversParentTypes['DeletePayload']> = {
  deleted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MemoryHitResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['MemoryHit'] = ResolversParentTypes['MemoryHit']> = {
  highlight?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  keywordScore?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['Message'], ParentType, ContextType>;
  rank?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  semanticScore?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  session?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
};

export type MemoryNoticeResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['MemoryNotice'] = ResolversParentTypes['MemoryNotice']> = {
  code?: Resolver<ResolversTypes['MemoryNoticeCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MemoryResultResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['MemoryResult'] = ResolversParentTypes['MemoryResult']> = {
  hits?: Resolver<ReadonlyArray<ResolversTypes['MemoryHit']>, ParentType, ContextType>;
  notices?: Resolver<ReadonlyArray<ResolversTypes['MemoryNotice']>, ParentType, ContextType>;
  query?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tookMs?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type MessageResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['Message'] = ResolversParentTypes['Message']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  context?: Resolver<Maybe<ResolversTypes['ContextBundle']>, ParentType, ContextType>;
  generated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  toolCalls?: Resolver<ReadonlyArray<ResolversTypes['ToolCall']>, ParentType, ContextType>;
};

export type MessageConnectionResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['MessageConnection'] = ResolversParentTypes['MessageConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['MessageEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MessageEdgeResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['MessageEdge'] = ResolversParentTypes['MessageEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Message'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  ask?: Resolver<ResolversTypes['AskPayload'], ParentType, ContextType, RequireFields<MutationAskArgs, 'input'>>;
  beginAsk?: Resolver<ResolversTypes['BeginAskPayload'], ParentType, ContextType, RequireFields<MutationBeginAskArgs, 'input'>>;
  cancelRun?: Resolver<ResolversTypes['Run'], ParentType, ContextType, RequireFields<MutationCancelRunArgs, 'id'>>;
  createAgent?: Resolver<ResolversTypes['CreateAgentPayload'], ParentType, ContextType, RequireFields<MutationCreateAgentArgs, 'input'>>;
  deleteAgent?: Resolver<ResolversTypes['DeletePayload'], ParentType, ContextType, RequireFields<MutationDeleteAgentArgs, 'id'>>;
  deleteConversation?: Resolver<ResolversTypes['DeletePayload'], ParentType, ContextType, RequireFields<MutationDeleteConversationArgs, 'sessionId'>>;
  endSession?: Resolver<ResolversTypes['DeletePayload'], ParentType, ContextType, RequireFields<MutationEndSessionArgs, 'id'>>;
  startSession?: Resolver<ResolversTypes['StartSessionPayload'], ParentType, ContextType, RequireFields<MutationStartSessionArgs, 'agentId'>>;
};

export type PageInfoResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType, RequireFields<QueryAgentArgs, 'id'>>;
  agentTemplates?: Resolver<ReadonlyArray<ResolversTypes['AgentTemplate']>, ParentType, ContextType>;
  agents?: Resolver<ResolversTypes['AgentConnection'], ParentType, ContextType, RequireFields<QueryAgentsArgs, 'first'>>;
  cacheStats?: Resolver<ResolversTypes['CacheStatsByService'], ParentType, ContextType>;
  memory?: Resolver<ResolversTypes['MemoryResult'], ParentType, ContextType, RequireFields<QueryMemoryArgs, 'agentId' | 'first' | 'query'>>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType, RequireFields<QueryRunArgs, 'id'>>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType, RequireFields<QuerySessionArgs, 'id'>>;
  tools?: Resolver<ReadonlyArray<ResolversTypes['Tool']>, ParentType, ContextType>;
};

export type RedisStatsResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['RedisStats'] = ResolversParentTypes['RedisStats']> = {
  aofEnabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  connectedClients?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  database?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  evictedKeys?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  evictionPolicy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  keys?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  keyspaceHits?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  keyspaceMisses?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  maxMemoryBytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  totalCommandsProcessed?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  uptimeSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  usedMemoryBytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RunResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['Run'] = ResolversParentTypes['Run'], FederationReferenceType extends FederationReferenceTypes['Run'] = FederationReferenceTypes['Run']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Run']> | FederationReferenceType, FederationReferenceType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RunStatus'], ParentType, ContextType>;
  step?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  toolCalls?: Resolver<ReadonlyArray<ResolversTypes['ToolCall']>, ParentType, ContextType>;
};

export type RunProgressResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['RunProgress'] = ResolversParentTypes['RunProgress']> = {
  answer?: Resolver<Maybe<ResolversTypes['Message']>, ParentType, ContextType>;
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  textDelta?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  textOffset?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SessionResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session'], FederationReferenceType extends FederationReferenceTypes['Session'] = FederationReferenceTypes['Session']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Session']> | FederationReferenceType, FederationReferenceType, ContextType>;
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  agent?: Resolver<ResolversTypes['Agent'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  messages?: Resolver<ResolversTypes['MessageConnection'], ParentType, ContextType, RequireFields<SessionMessagesArgs, 'last'>>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  summary?: Resolver<Maybe<ResolversTypes['ConversationSummary']>, ParentType, ContextType>;
};

export type SessionConnectionResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['SessionConnection'] = ResolversParentTypes['SessionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SessionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SessionEdgeResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['SessionEdge'] = ResolversParentTypes['SessionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
};

export type StartSessionPayloadResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['StartSessionPayload'] = ResolversParentTypes['StartSessionPayload']> = {
  session?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  runProgress?: SubscriptionResolver<ResolversTypes['RunProgress'], "runProgress", ParentType, ContextType, RequireFields<SubscriptionRunProgressArgs, 'id'>>;
};

export type ToolResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['Tool'] = ResolversParentTypes['Tool']> = {
  cacheable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  parameters?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  ttlSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ToolCallResolvers<ContextType = AgentsContext, ParentType extends ResolversParentTypes['ToolCall'] = ResolversParentTypes['ToolCall']> = {
  arguments?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  cache?: Resolver<ResolversTypes['CacheInfo'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tookMs?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  tool?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = AgentsContext> = {
  Agent?: AgentResolvers<ContextType>;
  AgentConnection?: AgentConnectionResolvers<ContextType>;
  AgentEdge?: AgentEdgeResolvers<ContextType>;
  AgentTemplate?: AgentTemplateResolvers<ContextType>;
  AskPayload?: AskPayloadResolvers<ContextType>;
  BeginAskPayload?: BeginAskPayloadResolvers<ContextType>;
  CacheInfo?: CacheInfoResolvers<ContextType>;
  CacheKindStats?: CacheKindStatsResolvers<ContextType>;
  CacheStats?: CacheStatsResolvers<ContextType>;
  CacheStatsByService?: CacheStatsByServiceResolvers<ContextType>;
  ContextBundle?: ContextBundleResolvers<ContextType>;
  ConversationSummary?: ConversationSummaryResolvers<ContextType>;
  CreateAgentPayload?: CreateAgentPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeletePayload?: DeletePayloadResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  MemoryHit?: MemoryHitResolvers<ContextType>;
  MemoryNotice?: MemoryNoticeResolvers<ContextType>;
  MemoryResult?: MemoryResultResolvers<ContextType>;
  Message?: MessageResolvers<ContextType>;
  MessageConnection?: MessageConnectionResolvers<ContextType>;
  MessageEdge?: MessageEdgeResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RedisStats?: RedisStatsResolvers<ContextType>;
  Run?: RunResolvers<ContextType>;
  RunProgress?: RunProgressResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  SessionConnection?: SessionConnectionResolvers<ContextType>;
  SessionEdge?: SessionEdgeResolvers<ContextType>;
  StartSessionPayload?: StartSessionPayloadResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Tool?: ToolResolvers<ContextType>;
  ToolCall?: ToolCallResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = AgentsContext> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
