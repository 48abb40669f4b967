// Generated from the SDL by `npm run codegen`; never edited by hand.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Who is asked, and what. */
export type AskInput = {
  /** The agent's id; NOT_FOUND when there is none. */
  readonly agentId: string;
  /** Any text of the user's, at most 256 characters: asking again with the same one gives the first answer, and nothing runs twice. */
  readonly idempotencyKey?: string | null | undefined;
  /** The question; BAD_USER_INPUT when empty. */
  readonly message: string;
  /** The session to go on with; a new one when absent. BAD_USER_INPUT when it has expired or is another agent's. */
  readonly sessionId?: string | null | undefined;
};

/** The processes that keep a cache. */
export type CacheService =
  /** Agents, tools, sessions and conversations (Redis database 2). */
  | 'AGENTS'
  /** Whole responses (Redis database 3). */
  | 'GATEWAY'
  /** Search and context bundles (Redis database 1). */
  | 'RETRIEVAL'
  /** Files, processing, models and embeddings (Redis database 0). */
  | 'WORKER';

/** Whether a value came from a cache. */
export type CacheStatus =
  /** Computed now without the cache, which is away or was not to be asked. */
  | 'BYPASS'
  /** Served from the cache, in memory or in Redis. */
  | 'HIT'
  /** Computed now, and kept. */
  | 'MISS'
  /** Older than its TTL and served within its grace, because computing it anew failed. */
  | 'STALE';

/** How a file's content is written in a string. */
export type ContentEncoding =
  /** Base64 of the bytes, with padding (RFC 4648 §4). */
  | 'BASE64'
  /** The text itself. */
  | 'UTF8';

/** How a context bundle's text is written. */
export type ContextFormat =
  /** A JSON document of sections and citations. */
  | 'JSON'
  /** Markdown: a heading per source, numbers in brackets for citations. */
  | 'MARKDOWN'
  /** Plain text. */
  | 'PLAIN';

/** What a new agent is and may do. */
export type CreateAgentInput = {
  /** What it is for, in words, at most 4,000 characters; it is given to the model with every question. The template's when empty. */
  readonly goal: string;
  /** How many messages of the conversation it is given with a question. */
  readonly memoryWindow?: number | null | undefined;
  /** Its name, for people, at most 200 characters; the template's when empty. */
  readonly name: string;
  /** Id of a template to start from; what is said here as well is taken instead of the template's. */
  readonly template?: string | null | undefined;
  /** Names of the tools that it may use; the template's, or `search`, when absent. An empty list means none. */
  readonly tools?: ReadonlyArray<string> | null | undefined;
};

/** Conditions on files; those that are given must all hold. */
export type FileFilter = {
  /** Only these modalities. */
  readonly modalities?: ReadonlyArray<Modality> | null | undefined;
  /** Only files whose name contains this text, upper and lower case alike. */
  readonly nameContains?: string | null | undefined;
  /** Only files in one of these states. */
  readonly status?: ReadonlyArray<FileStatus> | null | undefined;
};

/** How far a file has come. */
export type FileStatus =
  /** Processing failed; `error` says why. */
  | 'FAILED'
  /** Being processed. */
  | 'PROCESSING'
  /** Stored, waiting to be processed. */
  | 'QUEUED'
  /** Processed: its chunks can be read and found. */
  | 'READY';

/** A file as text in the request. Larger ones stream to `POST /api/v1/files` of the worker. */
export type IngestInput = {
  /** The content, written as `encoding` says; BAD_USER_INPUT when empty. */
  readonly content: string;
  /** How `content` is written. */
  readonly encoding?: ContentEncoding | null | undefined;
  /** IANA media type; sniffed from the bytes when absent, and an error when the bytes say otherwise. */
  readonly mediaType?: string | null | undefined;
  /** Anything to keep beside the file; given back as it came. */
  readonly metadata?: unknown;
  /** File name, shown beside what is found in it. */
  readonly name: string;
};

/** What is out of date: exactly one of the fields besides `services`. */
export type InvalidateInput = {
  /** Everything, in every service, that was built from this file. */
  readonly fileHash?: string | null | undefined;
  /** Everything built with this model. */
  readonly model?: string | null | undefined;
  /** Glob over the normalised query text of cached searches and context bundles: `redis*`, `*vector index*`; without a wildcard it matches anywhere in the text. */
  readonly searchPattern?: string | null | undefined;
  /** Limit to these services; all when absent. */
  readonly services?: ReadonlyArray<CacheService> | null | undefined;
  /** A session's cached values (tool results, context, session state). */
  readonly sessionId?: string | null | undefined;
  /** Any cache tags, as the services attach them. */
  readonly tags?: ReadonlyArray<string> | null | undefined;
};

/** How far an invalidation has come in one service. */
export type InvalidationStatus =
  /** Applied: what was invalidated is never served again by this service. */
  | 'DONE'
  /** Recorded, and delivered when the service is back. */
  | 'PENDING'
  /** The service could not be told; ask again when it is back. */
  | 'UNAVAILABLE';

/** How far a job has come. */
export type JobStatus =
  /** Done. */
  | 'COMPLETED'
  /** Given up; `error` says why. */
  | 'FAILED'
  /** Waiting for its turn. */
  | 'QUEUED'
  /** Under way. */
  | 'RUNNING';

/** What can have been done otherwise than by words and by meaning. */
export type MemoryNoticeCode =
  /** The query is not in the language of the embedding model; it was answered by words alone. */
  | 'LANGUAGE_NOT_UNDERSTOOD'
  /** The embedding model is away; the query was answered by words alone. */
  | 'MODEL_UNAVAILABLE';

/** What kind of content something is. */
export type Modality =
  /** Sound and speech. */
  | 'AUDIO'
  /** Pictures. */
  | 'IMAGE'
  /** Written text: Markdown, HTML, PDF, DOCX, plain text. */
  | 'TEXT'
  /** Moving pictures. */
  | 'VIDEO';

/** Who speaks in a conversation. */
export type Role =
  /** The agent. */
  | 'ASSISTANT'
  /** The agent's instructions. */
  | 'SYSTEM'
  /** The result of a tool. */
  | 'TOOL'
  /** The person who asks. */
  | 'USER';

/** How far a run has come. */
export type RunStatus =
  /** Stopped by `cancelRun`, or its conversation was deleted. */
  | 'CANCELLED'
  /** Done: the answer is in the conversation. */
  | 'COMPLETED'
  /** Given up; `error` says why. */
  | 'FAILED'
  /** Under way. */
  | 'RUNNING';

/** Conditions on what is searched; those that are given must all hold. An empty list fits nothing. */
export type SearchFilter = {
  /** Only files ingested at this moment or later. */
  readonly createdAfter?: string | null | undefined;
  /** Only files ingested before this moment. */
  readonly createdBefore?: string | null | undefined;
  /** Only files with these SHA-256 hashes. */
  readonly fileHashes?: ReadonlyArray<string> | null | undefined;
  /** Only files of these IANA media types. */
  readonly mediaTypes?: ReadonlyArray<string> | null | undefined;
  /** Only these modalities. */
  readonly modalities?: ReadonlyArray<Modality> | null | undefined;
};

/** How chunks are found and ranked. */
export type SearchMode =
  /** By words and by meaning, both scores combined. */
  | 'HYBRID'
  /** By words only: BM25. */
  | 'KEYWORD'
  /** By meaning only: nearness of vectors. */
  | 'SEMANTIC';

export type AskMutationVariables = Exact<{
  input: AskInput;
}>;


export type AskMutation = { readonly ask: { readonly session: { readonly id: string, readonly expiresAt: string }, readonly run: { readonly id: string, readonly status: RunStatus, readonly toolCalls: ReadonlyArray<{ readonly tool: string, readonly tookMs: number, readonly error: string | null, readonly cache: { readonly status: CacheStatus } }> }, readonly answer: { readonly id: string, readonly text: string, readonly generated: boolean, readonly context: { readonly citations: ReadonlyArray<{ readonly number: number, readonly quote: string, readonly file: { readonly name: string } | null }> } | null } } };

export type BeginAskMutationVariables = Exact<{
  input: AskInput;
}>;


export type BeginAskMutation = { readonly beginAsk: { readonly run: { readonly id: string }, readonly session: { readonly id: string } } };

export type CacheStatsQueryVariables = Exact<{ [key: string]: never; }>;


export type CacheStatsQuery = { readonly cacheStats: { readonly worker: { readonly service: CacheService, readonly connected: boolean, readonly error: string | null, readonly hits: number, readonly misses: number, readonly hitRate: number, readonly redis: { readonly version: string, readonly database: number | null, readonly keys: number, readonly usedMemoryBytes: number, readonly maxMemoryBytes: number, readonly evictionPolicy: string, readonly evictedKeys: number, readonly connectedClients: number, readonly aofEnabled: boolean, readonly uptimeSeconds: number } | null, readonly kinds: ReadonlyArray<{ readonly kind: string, readonly entries: number, readonly entriesApproximate: boolean, readonly ttlSeconds: number, readonly memoryHits: number, readonly redisHits: number, readonly misses: number, readonly staleServed: number, readonly loads: number, readonly coalescedLoads: number, readonly errors: number, readonly hitRate: number, readonly loadMsP50: number | null, readonly loadMsP99: number | null }> } | null, readonly retrieval: { readonly service: CacheService, readonly connected: boolean, readonly error: string | null, readonly hits: number, readonly misses: number, readonly hitRate: number, readonly redis: { readonly version: string, readonly database: number | null, readonly keys: number, readonly usedMemoryBytes: number, readonly maxMemoryBytes: number, readonly evictionPolicy: string, readonly evictedKeys: number, readonly connectedClients: number, readonly aofEnabled: boolean, readonly uptimeSeconds: number } | null, readonly kinds: ReadonlyArray<{ readonly kind: string, readonly entries: number, readonly entriesApproximate: boolean, readonly ttlSeconds: number, readonly memoryHits: number, readonly redisHits: number, readonly misses: number, readonly staleServed: number, readonly loads: number, readonly coalescedLoads: number, readonly errors: number, readonly hitRate: number, readonly loadMsP50: number | null, readonly loadMsP99: number | null }> } | null, readonly agents: { readonly service: CacheService, readonly connected: boolean, readonly error: string | null, readonly hits: number, readonly misses: number, readonly hitRate: number, readonly redis: { readonly version: string, readonly database: number | null, readonly keys: number, readonly usedMemoryBytes: number, readonly maxMemoryBytes: number, readonly evictionPolicy: string, readonly evictedKeys: number, readonly connectedClients: number, readonly aofEnabled: boolean, readonly uptimeSeconds: number } | null, readonly kinds: ReadonlyArray<{ readonly kind: string, readonly entries: number, readonly entriesApproximate: boolean, readonly ttlSeconds: number, readonly memoryHits: number, readonly redisHits: number, readonly misses: number, readonly staleServed: number, readonly loads: number, readonly coalescedLoads: number, readonly errors: number, readonly hitRate: number, readonly loadMsP50: number | null, readonly loadMsP99: number | null }> } | null, readonly gateway: { readonly service: CacheService, readonly connected: boolean, readonly error: string | null, readonly hits: number, readonly misses: number, readonly hitRate: number, readonly redis: { readonly version: string, readonly database: number | null, readonly keys: number, readonly usedMemoryBytes: number, readonly maxMemoryBytes: number, readonly evictionPolicy: string, readonly evictedKeys: number, readonly connectedClients: number, readonly aofEnabled: boolean, readonly uptimeSeconds: number } | null, readonly kinds: ReadonlyArray<{ readonly kind: string, readonly entries: number, readonly entriesApproximate: boolean, readonly ttlSeconds: number, readonly memoryHits: number, readonly redisHits: number, readonly misses: number, readonly staleServed: number, readonly loads: number, readonly coalescedLoads: number, readonly errors: number, readonly hitRate: number, readonly loadMsP50: number | null, readonly loadMsP99: number | null }> } | null } };

export type ServiceCacheFragment = { readonly service: CacheService, readonly connected: boolean, readonly error: string | null, readonly hits: number, readonly misses: number, readonly hitRate: number, readonly redis: { readonly version: string, readonly database: number | null, readonly keys: number, readonly usedMemoryBytes: number, readonly maxMemoryBytes: number, readonly evictionPolicy: string, readonly evictedKeys: number, readonly connectedClients: number, readonly aofEnabled: boolean, readonly uptimeSeconds: number } | null, readonly kinds: ReadonlyArray<{ readonly kind: string, readonly entries: number, readonly entriesApproximate: boolean, readonly ttlSeconds: number, readonly memoryHits: number, readonly redisHits: number, readonly misses: number, readonly staleServed: number, readonly loads: number, readonly coalescedLoads: number, readonly errors: number, readonly hitRate: number, readonly loadMsP50: number | null, readonly loadMsP99: number | null }> };

export type CancelRunMutationVariables = Exact<{
  id: string;
}>;


export type CancelRunMutation = { readonly cancelRun: { readonly id: string, readonly status: RunStatus, readonly error: string | null } };

export type ClearCacheMutationVariables = Exact<{
  services?: ReadonlyArray<CacheService> | CacheService | null | undefined;
  kinds?: ReadonlyArray<string> | string | null | undefined;
}>;


export type ClearCacheMutation = { readonly clearCache: { readonly complete: boolean, readonly removedEntries: number, readonly results: ReadonlyArray<{ readonly service: CacheService, readonly status: InvalidationStatus, readonly removedEntries: number, readonly error: string | null }> } };

export type ContextBundleQueryVariables = Exact<{
  query: string;
  tokenBudget?: number | null | undefined;
  filter?: SearchFilter | null | undefined;
  format?: ContextFormat | null | undefined;
}>;


export type ContextBundleQuery = { readonly contextBundle: { readonly id: string, readonly text: string, readonly tokenCount: number, readonly tokenBudget: number, readonly sections: ReadonlyArray<{ readonly title: string, readonly modality: Modality, readonly citations: ReadonlyArray<number> }>, readonly citations: ReadonlyArray<{ readonly number: number, readonly quote: string, readonly chunk: { readonly id: string } | null, readonly file: { readonly hash: string, readonly name: string } | null }>, readonly cache: { readonly status: CacheStatus, readonly ageSeconds: number | null } } };

export type ConversationQueryVariables = Exact<{
  id: string;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ConversationQuery = { readonly session: { readonly id: string, readonly active: boolean, readonly expiresAt: string, readonly agent: { readonly name: string }, readonly messages: { readonly totalCount: number, readonly pageInfo: { readonly hasPreviousPage: boolean, readonly startCursor: string | null }, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly role: Role, readonly text: string, readonly at: string, readonly generated: boolean } }> } } | null };

export type CreateAgentMutationVariables = Exact<{
  input: CreateAgentInput;
}>;


export type CreateAgentMutation = { readonly createAgent: { readonly agent: { readonly id: string, readonly name: string, readonly goal: string, readonly memoryWindow: number, readonly tools: ReadonlyArray<{ readonly name: string }> } } };

export type DeleteFileMutationVariables = Exact<{
  hash: string;
}>;


export type DeleteFileMutation = { readonly deleteFile: { readonly hash: string, readonly deleted: boolean, readonly invalidation: ReadonlyArray<{ readonly service: CacheService, readonly status: InvalidationStatus, readonly removedEntries: number, readonly error: string | null }> } };

export type FileWithSimilarQueryVariables = Exact<{
  hash: string;
  chunks?: number | null | undefined;
  similar?: number | null | undefined;
}>;


export type FileWithSimilarQuery = { readonly file: { readonly hash: string, readonly name: string, readonly mediaType: string, readonly properties: unknown, readonly chunks: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly index: number, readonly text: string } }> }, readonly similar: ReadonlyArray<{ readonly score: number, readonly text: string, readonly file: { readonly hash: string, readonly name: string } | null }> } | null };

export type FilesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: FileFilter | null | undefined;
}>;


export type FilesQuery = { readonly files: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly hash: string, readonly name: string, readonly mediaType: string, readonly sizeBytes: number, readonly modality: Modality, readonly status: FileStatus, readonly error: string | null, readonly createdAt: string } }> } };

export type HomePageQueryVariables = Exact<{
  query: string;
}>;


export type HomePageQuery = { readonly search: { readonly totalHits: number, readonly hits: ReadonlyArray<{ readonly rank: number, readonly score: number, readonly chunk: { readonly text: string, readonly file: { readonly name: string } } | null, readonly file: { readonly name: string, readonly similar: ReadonlyArray<{ readonly score: number }> } | null }> } };

export type IngestTextMutationVariables = Exact<{
  input: IngestInput;
}>;


export type IngestTextMutation = { readonly ingest: { readonly file: { readonly hash: string, readonly name: string, readonly mediaType: string, readonly sizeBytes: number, readonly status: FileStatus }, readonly job: { readonly id: string, readonly status: JobStatus, readonly progress: number } } };

export type InvalidateMutationVariables = Exact<{
  input: InvalidateInput;
}>;


export type InvalidateMutation = { readonly invalidate: { readonly complete: boolean, readonly removedEntries: number, readonly results: ReadonlyArray<{ readonly service: CacheService, readonly status: InvalidationStatus, readonly removedEntries: number, readonly error: string | null }> } };

export type JobQueryVariables = Exact<{
  id: string;
}>;


export type JobQuery = { readonly job: { readonly id: string, readonly status: JobStatus, readonly step: string | null, readonly progress: number, readonly attempts: number, readonly error: string | null, readonly file: { readonly hash: string, readonly status: FileStatus, readonly error: string | null } | null } | null };

export type MemoryQueryVariables = Exact<{
  agentId: string;
  query: string;
  first?: number | null | undefined;
}>;


export type MemoryQuery = { readonly memory: { readonly tookMs: number, readonly hits: ReadonlyArray<{ readonly rank: number, readonly score: number, readonly highlight: string | null, readonly message: { readonly id: string, readonly role: Role, readonly text: string, readonly at: string }, readonly session: { readonly id: string, readonly startedAt: string, readonly summary: { readonly text: string, readonly generated: boolean, readonly messageCount: number } | null } }>, readonly notices: ReadonlyArray<{ readonly code: MemoryNoticeCode, readonly message: string }> } };

export type ModelSwitchQueryVariables = Exact<{ [key: string]: never; }>;


export type ModelSwitchQuery = { readonly modelSwitch: { readonly from: string, readonly to: string, readonly filesDone: number, readonly filesTotal: number, readonly startedAt: string, readonly finishedAt: string | null } | null };

export type RunProgressSubscriptionVariables = Exact<{
  id: string;
}>;


export type RunProgressSubscription = { readonly runProgress: { readonly textOffset: number, readonly textDelta: string, readonly run: { readonly status: RunStatus, readonly step: string | null, readonly progress: number, readonly error: string | null }, readonly answer: { readonly id: string, readonly text: string, readonly generated: boolean } | null } };

export type SearchQueryVariables = Exact<{
  query: string;
  first?: number | null | undefined;
  filter?: SearchFilter | null | undefined;
  mode?: SearchMode | null | undefined;
  minScore?: number | null | undefined;
}>;


export type SearchQuery = { readonly search: { readonly sessionId: string, readonly query: string, readonly totalHits: number, readonly tookMs: number, readonly cache: { readonly status: CacheStatus, readonly ageSeconds: number | null, readonly ttlSeconds: number | null, readonly tags: ReadonlyArray<string> | null }, readonly hits: ReadonlyArray<{ readonly rank: number, readonly score: number, readonly keywordScore: number | null, readonly semanticScore: number | null, readonly text: string, readonly highlight: string | null, readonly chunk: { readonly id: string, readonly index: number, readonly location: { readonly page: number | null, readonly start: number | null, readonly end: number | null } | null } | null, readonly file: { readonly hash: string, readonly name: string, readonly mediaType: string, readonly modality: Modality } | null }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const ServiceCacheFragmentDoc = new TypedDocumentString(`
    fragment ServiceCache on CacheStats {
  service
  connected
  error
  hits
  misses
  hitRate
  redis {
    version
    database
    keys
    usedMemoryBytes
    maxMemoryBytes
    evictionPolicy
    evictedKeys
    connectedClients
    aofEnabled
    uptimeSeconds
  }
  kinds {
    kind
    entries
    entriesApproximate
    ttlSeconds
    memoryHits
    redisHits
    misses
    staleServed
    loads
    coalescedLoads
    errors
    hitRate
    loadMsP50
    loadMsP99
  }
}
    `, {"fragmentName":"ServiceCache"}) as unknown as TypedDocumentString<ServiceCacheFragment, unknown>;
export const AskDocument = new TypedDocumentString(`
    mutation Ask($input: AskInput!) {
  ask(input: $input) {
    session {
      id
      expiresAt
    }
    run {
      id
      status
      toolCalls {
        tool
        tookMs
        error
        cache {
          status
        }
      }
    }
    answer {
      id
      text
      generated
      context {
        citations {
          number
          quote
          file {
            name
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AskMutation, AskMutationVariables>;
export const BeginAskDocument = new TypedDocumentString(`
    mutation BeginAsk($input: AskInput!) {
  beginAsk(input: $input) {
    run {
      id
    }
    session {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<BeginAskMutation, BeginAskMutationVariables>;
export const CacheStatsDocument = new TypedDocumentString(`
    query CacheStats {
  cacheStats {
    worker {
      ...ServiceCache
    }
    retrieval {
      ...ServiceCache
    }
    agents {
      ...ServiceCache
    }
    gateway {
      ...ServiceCache
    }
  }
}
    fragment ServiceCache on CacheStats {
  service
  connected
  error
  hits
  misses
  hitRate
  redis {
    version
    database
    keys
    usedMemoryBytes
    maxMemoryBytes
    evictionPolicy
    evictedKeys
    connectedClients
    aofEnabled
    uptimeSeconds
  }
  kinds {
    kind
    entries
    entriesApproximate
    ttlSeconds
    memoryHits
    redisHits
    misses
    staleServed
    loads
    coalescedLoads
    errors
    hitRate
    loadMsP50
    loadMsP99
  }
}`) as unknown as TypedDocumentString<CacheStatsQuery, CacheStatsQueryVariables>;
export const CancelRunDocument = new TypedDocumentString(`
    mutation CancelRun($id: ID!) {
  cancelRun(id: $id) {
    id
    status
    error
  }
}
    `) as unknown as TypedDocumentString<CancelRunMutation, CancelRunMutationVariables>;
export const ClearCacheDocument = new TypedDocumentString(`
    mutation ClearCache($services: [CacheService!], $kinds: [String!]) {
  clearCache(services: $services, kinds: $kinds) {
    complete
    removedEntries
    results {
      service
      status
      removedEntries
      error
    }
  }
}
    `) as unknown as TypedDocumentString<ClearCacheMutation, ClearCacheMutationVariables>;
export const ContextBundleDocument = new TypedDocumentString(`
    query ContextBundle($query: String!, $tokenBudget: Int = 4000, $filter: SearchFilter, $format: ContextFormat = MARKDOWN) {
  contextBundle(
    query: $query
    tokenBudget: $tokenBudget
    filter: $filter
    format: $format
  ) {
    id
    text
    tokenCount
    tokenBudget
    sections {
      title
      modality
      citations
    }
    citations {
      number
      quote
      chunk {
        id
      }
      file {
        hash
        name
      }
    }
    cache {
      status
      ageSeconds
    }
  }
}
    `) as unknown as TypedDocumentString<ContextBundleQuery, ContextBundleQueryVariables>;
export const ConversationDocument = new TypedDocumentString(`
    query Conversation($id: ID!, $last: Int = 20, $before: String) {
  session(id: $id) {
    id
    active
    expiresAt
    agent {
      name
    }
    messages(last: $last, before: $before) {
      totalCount
      pageInfo {
        hasPreviousPage
        startCursor
      }
      edges {
        node {
          id
          role
          text
          at
          generated
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ConversationQuery, ConversationQueryVariables>;
export const CreateAgentDocument = new TypedDocumentString(`
    mutation CreateAgent($input: CreateAgentInput!) {
  createAgent(input: $input) {
    agent {
      id
      name
      goal
      tools {
        name
      }
      memoryWindow
    }
  }
}
    `) as unknown as TypedDocumentString<CreateAgentMutation, CreateAgentMutationVariables>;
export const DeleteFileDocument = new TypedDocumentString(`
    mutation DeleteFile($hash: ID!) {
  deleteFile(hash: $hash) {
    hash
    deleted
    invalidation {
      service
      status
      removedEntries
      error
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteFileMutation, DeleteFileMutationVariables>;
export const FileWithSimilarDocument = new TypedDocumentString(`
    query FileWithSimilar($hash: ID!, $chunks: Int = 5, $similar: Int = 5) {
  file(hash: $hash) {
    hash
    name
    mediaType
    properties
    chunks(first: $chunks) {
      totalCount
      edges {
        node {
          index
          text
        }
      }
    }
    similar(first: $similar) {
      score
      text
      file {
        hash
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FileWithSimilarQuery, FileWithSimilarQueryVariables>;
export const FilesDocument = new TypedDocumentString(`
    query Files($first: Int = 20, $after: String, $filter: FileFilter) {
  files(first: $first, after: $after, filter: $filter) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      cursor
      node {
        hash
        name
        mediaType
        sizeBytes
        modality
        status
        error
        createdAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FilesQuery, FilesQueryVariables>;
export const HomePageDocument = new TypedDocumentString(`
    query HomePage($query: String!) {
  search(query: $query, first: 10) {
    totalHits
    hits {
      rank
      score
      chunk {
        text
        file {
          name
        }
      }
      file {
        name
        similar {
          score
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<HomePageQuery, HomePageQueryVariables>;
export const IngestTextDocument = new TypedDocumentString(`
    mutation IngestText($input: IngestInput!) {
  ingest(input: $input) {
    file {
      hash
      name
      mediaType
      sizeBytes
      status
    }
    job {
      id
      status
      progress
    }
  }
}
    `) as unknown as TypedDocumentString<IngestTextMutation, IngestTextMutationVariables>;
export const InvalidateDocument = new TypedDocumentString(`
    mutation Invalidate($input: InvalidateInput!) {
  invalidate(input: $input) {
    complete
    removedEntries
    results {
      service
      status
      removedEntries
      error
    }
  }
}
    `) as unknown as TypedDocumentString<InvalidateMutation, InvalidateMutationVariables>;
export const JobDocument = new TypedDocumentString(`
    query Job($id: ID!) {
  job(id: $id) {
    id
    status
    step
    progress
    attempts
    error
    file {
      hash
      status
      error
    }
  }
}
    `) as unknown as TypedDocumentString<JobQuery, JobQueryVariables>;
export const MemoryDocument = new TypedDocumentString(`
    query Memory($agentId: ID!, $query: String!, $first: Int) {
  memory(agentId: $agentId, query: $query, first: $first) {
    hits {
      rank
      score
      highlight
      message {
        id
        role
        text
        at
      }
      session {
        id
        startedAt
        summary {
          text
          generated
          messageCount
        }
      }
    }
    notices {
      code
      message
    }
    tookMs
  }
}
    `) as unknown as TypedDocumentString<MemoryQuery, MemoryQueryVariables>;
export const ModelSwitchDocument = new TypedDocumentString(`
    query ModelSwitch {
  modelSwitch {
    from
    to
    filesDone
    filesTotal
    startedAt
    finishedAt
  }
}
    `) as unknown as TypedDocumentString<ModelSwitchQuery, ModelSwitchQueryVariables>;
export const RunProgressDocument = new TypedDocumentString(`
    subscription RunProgress($id: ID!) {
  runProgress(id: $id) {
    textOffset
    textDelta
    run {
      status
      step
      progress
      error
    }
    answer {
      id
      text
      generated
    }
  }
}
    `) as unknown as TypedDocumentString<RunProgressSubscription, RunProgressSubscriptionVariables>;
export const SearchDocument = new TypedDocumentString(`
    query Search($query: String!, $first: Int = 10, $filter: SearchFilter, $mode: SearchMode = HYBRID, $minScore: Float) {
  search(
    query: $query
    first: $first
    filter: $filter
    mode: $mode
    minScore: $minScore
  ) {
    sessionId
    query
    totalHits
    tookMs
    cache {
      status
      ageSeconds
      ttlSeconds
      tags
    }
    hits {
      rank
      score
      keywordScore
      semanticScore
      text
      highlight
      chunk {
        id
        index
        location {
          page
          start
          end
        }
      }
      file {
        hash
        name
        mediaType
        modality
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SearchQuery, SearchQueryVariables>;