// Generated from the SDL by `npm run codegen`; never edited by hand.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ChunkRecord } from '../chunk.ts';
import type { EmbeddedText } from '../embedding/embed-for-client.ts';
import type { FileRecord } from '../file.ts';
import type { JobRecord } from '../job.ts';
import type { ModelRecord } from '../models/model.ts';
import type { ModelSwitchProgress } from '../models/model-switch.ts';
import type { WorkerContext } from '../context.ts';
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
  /** The worker's: models, embeddings, processing. Null when it is away. */
  readonly worker?: Maybe<CacheStats>;
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
/** A passage of a file: the unit that is embedded, searched and cited. */
export type Chunk = {
  readonly __typename?: 'Chunk';
  /** The file that it is a part of. */
  readonly file: File;
  /** Deterministic: the file's hash, the extractor's version and the position. */
  readonly id: Scalars['ID']['output'];
  /** Position in the file, from 0. */
  readonly index: Scalars['Int']['output'];
  /** Where in its file it lies; null when the extractor cannot tell. */
  readonly location?: Maybe<ChunkLocation>;
  /** What kind of content it was taken from. */
  readonly modality: Modality;
  /** The passage's text. */
  readonly text: Scalars['String']['output'];
};

/** A page of chunks. */
export type ChunkConnection = {
  readonly __typename?: 'ChunkConnection';
  /** The chunks of this page, each with its cursor. */
  readonly edges: ReadonlyArray<ChunkEdge>;
  /** Where this page lies in the whole. */
  readonly pageInfo: PageInfo;
  /** How many chunks the file has. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A chunk and its place in a connection. */
export type ChunkEdge = {
  readonly __typename?: 'ChunkEdge';
  /** Opaque; to be given as `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The chunk. */
  readonly node: Chunk;
};

/** Where in its file a chunk lies: a page, a byte range of the extracted text, a time range. */
export type ChunkLocation = {
  readonly __typename?: 'ChunkLocation';
  /** The byte after the last one; null for what has no text range. */
  readonly end?: Maybe<Scalars['Int']['output']>;
  /** End in milliseconds from the beginning; null for what does not run in time. */
  readonly endMs?: Maybe<Scalars['Int']['output']>;
  /** Page, from 1; null for what has no pages. */
  readonly page?: Maybe<Scalars['Int']['output']>;
  /** First byte in the UTF-8 of the extracted text; null for what has no text range. */
  readonly start?: Maybe<Scalars['Int']['output']>;
  /** Start in milliseconds from the beginning; null for what does not run in time. */
  readonly startMs?: Maybe<Scalars['Int']['output']>;
};

/** How a file's content is written in a string. */
export const ContentEncoding = {
  /** Base64 of the bytes, with padding (RFC 4648 §4). */
  Base64: 'BASE64',
  /** The text itself. */
  Utf8: 'UTF8'
} as const;

export type ContentEncoding = typeof ContentEncoding[keyof typeof ContentEncoding];
/** What became of a deletion. */
export type DeleteFilePayload = {
  readonly __typename?: 'DeleteFilePayload';
  /** False when there was no such file. */
  readonly deleted: Scalars['Boolean']['output'];
  /** SHA-256 of the file's bytes. */
  readonly hash: Scalars['ID']['output'];
  /** How each service's cache was told. */
  readonly invalidation: ReadonlyArray<ServiceInvalidation>;
};

/** One text's vector. */
export type Embedding = {
  readonly __typename?: 'Embedding';
  /** How it was served. */
  readonly cache: CacheInfo;
  /** The model that made it. */
  readonly model: Model;
  /** The vector; its length is the model's `dimensions`. */
  readonly vector: ReadonlyArray<Scalars['Float']['output']>;
};

/** A file that the stack knows, identified by what is in it: the same bytes are the same file. */
export type File = {
  readonly __typename?: 'File';
  /** Its chunks in order; empty until it is processed. */
  readonly chunks: ChunkConnection;
  /** When it was ingested first. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Why processing failed; null otherwise. */
  readonly error?: Maybe<Scalars['String']['output']>;
  /** SHA-256 of the bytes, lower-case hex. */
  readonly hash: Scalars['ID']['output'];
  /** IANA media type, such as `application/pdf`. */
  readonly mediaType: Scalars['String']['output'];
  /** What was given with it; null when nothing was. */
  readonly metadata?: Maybe<Scalars['JSON']['output']>;
  /** What kind of content it is. */
  readonly modality: Modality;
  /** The name that it was ingested under first. */
  readonly name: Scalars['String']['output'];
  /** Files that say or show nearly the same as this one (another format, size or compression, small edits), the most alike first; empty until it is processed. */
  readonly nearDuplicates: ReadonlyArray<NearDuplicate>;
  /** What extraction found: pages, dimensions, duration, EXIF, perceptual hash, tags…; null until it is processed. `unavailable` lists what could not be read, and what would give it. */
  readonly properties?: Maybe<Scalars['JSON']['output']>;
  /** Size in bytes. */
  readonly sizeBytes: Scalars['Float']['output'];
  /** How far it has come. */
  readonly status: FileStatus;
};


/** A file that the stack knows, identified by what is in it: the same bytes are the same file. */
export type FileChunksArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['Int']['input']>;
};


/** A file that the stack knows, identified by what is in it: the same bytes are the same file. */
export type FileNearDuplicatesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of files. */
export type FileConnection = {
  readonly __typename?: 'FileConnection';
  /** The files of this page, each with its cursor. */
  readonly edges: ReadonlyArray<FileEdge>;
  /** Where this page lies in the whole. */
  readonly pageInfo: PageInfo;
  /** How many files there are on all pages together. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A file and its place in a connection. */
export type FileEdge = {
  readonly __typename?: 'FileEdge';
  /** Opaque; to be given as `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The file. */
  readonly node: File;
};

/** Conditions on files; those that are given must all hold. */
export type FileFilter = {
  /** Only these modalities. */
  readonly modalities?: InputMaybe<ReadonlyArray<Modality>>;
  /** Only files whose name contains this text, upper and lower case alike. */
  readonly nameContains?: InputMaybe<Scalars['String']['input']>;
  /** Only files in one of these states. */
  readonly status?: InputMaybe<ReadonlyArray<FileStatus>>;
};

/** How far a file has come. */
export const FileStatus = {
  /** Processing failed; `error` says why. */
  Failed: 'FAILED',
  /** Being processed. */
  Processing: 'PROCESSING',
  /** Stored, waiting to be processed. */
  Queued: 'QUEUED',
  /** Processed: its chunks can be read and found. */
  Ready: 'READY'
} as const;

export type FileStatus = typeof FileStatus[keyof typeof FileStatus];
/** A file as text in the request. Larger ones stream to `POST /api/v1/files` of the worker. */
export type IngestInput = {
  /** The content, written as `encoding` says; BAD_USER_INPUT when empty. */
  readonly content: Scalars['String']['input'];
  /** How `content` is written. */
  readonly encoding?: InputMaybe<ContentEncoding>;
  /** IANA media type; sniffed from the bytes when absent, and an error when the bytes say otherwise. */
  readonly mediaType?: InputMaybe<Scalars['String']['input']>;
  /** Anything to keep beside the file; given back as it came. */
  readonly metadata?: InputMaybe<Scalars['JSON']['input']>;
  /** File name, shown beside what is found in it. */
  readonly name: Scalars['String']['input'];
};

/** The file that was stored, or was there already, and the job that processes it. */
export type IngestPayload = {
  readonly __typename?: 'IngestPayload';
  /** The file. */
  readonly file: File;
  /** Its newest job; COMPLETED at once when the bytes were known. */
  readonly job: Job;
};

/** How far an invalidation has come in one service. */
export const InvalidationStatus = {
  /** Applied: what was invalidated is never served again by this service. */
  Done: 'DONE',
  /** Recorded, and delivered when the service is back. */
  Pending: 'PENDING',
  /** The service could not be told; ask again when it is back. */
  Unavailable: 'UNAVAILABLE'
} as const;

export type InvalidationStatus = typeof InvalidationStatus[keyof typeof InvalidationStatus];
/** The processing of one file, step by step. */
export type Job = {
  readonly __typename?: 'Job';
  /** Attempts begun so far. */
  readonly attempts: Scalars['Int']['output'];
  /** Why it failed; null otherwise. */
  readonly error?: Maybe<Scalars['String']['output']>;
  /** The file that is processed; null when it has been deleted since. */
  readonly file?: Maybe<File>;
  /** When it ended, either way; null until then. */
  readonly finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The job's id. */
  readonly id: Scalars['ID']['output'];
  /** 0 to 1. */
  readonly progress: Scalars['Float']['output'];
  /** When the first attempt began; null while it waits. */
  readonly startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** How far it has come. */
  readonly status: JobStatus;
  /** The step under way: extract, chunk, index, embed…; null when none is. */
  readonly step?: Maybe<Scalars['String']['output']>;
};

/** How far a job has come. */
export const JobStatus = {
  /** Done. */
  Completed: 'COMPLETED',
  /** Given up; `error` says why. */
  Failed: 'FAILED',
  /** Waiting for its turn. */
  Queued: 'QUEUED',
  /** Under way. */
  Running: 'RUNNING'
} as const;

export type JobStatus = typeof JobStatus[keyof typeof JobStatus];
/** What kind of content something is. */
export const Modality = {
  /** Sound and speech. */
  Audio: 'AUDIO',
  /** Pictures. */
  Image: 'IMAGE',
  /** Written text: Markdown, HTML, PDF, DOCX, plain text. */
  Text: 'TEXT',
  /** Moving pictures. */
  Video: 'VIDEO'
} as const;

export type Modality = typeof Modality[keyof typeof Modality];
/** A model that the stack knows of. */
export type Model = {
  readonly __typename?: 'Model';
  /** True when it can be used now. */
  readonly available: Scalars['Boolean']['output'];
  /** How this description was served; null when no cache was asked. */
  readonly cache?: Maybe<CacheInfo>;
  /** Length of its vectors; null when it makes none. */
  readonly dimensions?: Maybe<Scalars['Int']['output']>;
  /** What it is for. */
  readonly kind: ModelKind;
  /** The longest input that it takes, in tokens; null when not known. */
  readonly maxInputTokens?: Maybe<Scalars['Int']['output']>;
  /** Its name, unique in the stack. */
  readonly name: Scalars['ID']['output'];
  /** Who runs it: `embedded`, or the server that was configured. */
  readonly provider: Scalars['String']['output'];
  /** Why it cannot be used and what to set; null when it can. */
  readonly unavailableReason?: Maybe<Scalars['String']['output']>;
};

/** What a model is for. */
export const ModelKind = {
  /** Pictures to a description in words. */
  Caption: 'CAPTION',
  /** Conversation. */
  Chat: 'CHAT',
  /** Text or pictures to vectors. */
  Embedding: 'EMBEDDING',
  /** Pictures of text to text. */
  Ocr: 'OCR',
  /** Speech to text. */
  Transcription: 'TRANSCRIPTION'
} as const;

export type ModelKind = typeof ModelKind[keyof typeof ModelKind];
/**
 * A change of the embedding model. It begins when worker and retrieval start with another one: every file is embedded again in
 * the background, and the old model answers searches until the last one is done.
 */
export type ModelSwitch = {
  readonly __typename?: 'ModelSwitch';
  /** Files that are embedded with the new model. */
  readonly filesDone: Scalars['Int']['output'];
  /** Files that had to be embedded again when it began. */
  readonly filesTotal: Scalars['Int']['output'];
  /** When the new model began to answer; null until then. */
  readonly finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The model that answered before. */
  readonly from: Scalars['String']['output'];
  /** When it began. */
  readonly startedAt: Scalars['DateTime']['output'];
  /** The model that answers when it is done. */
  readonly to: Scalars['String']['output'];
};

/** Everything that changes something. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Stop a job that waits or runs. A file that has content keeps it, another becomes FAILED; a job that has ended stays as it is. NOT_FOUND when there is no such job. */
  readonly cancelJob: Job;
  /** Forget a file everywhere: record, chunks, vectors, and every cached value built from it, in every service. */
  readonly deleteFile: DeleteFilePayload;
  /** Store a file and start processing it. Ingesting the same bytes again changes nothing and costs no model call. */
  readonly ingest: IngestPayload;
  /** Process a file again (a new model or extractor); the old content answers until the new one is complete. NOT_FOUND when there is no such file. */
  readonly reprocess: IngestPayload;
};


/** Everything that changes something. */
export type MutationCancelJobArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that changes something. */
export type MutationDeleteFileArgs = {
  hash: Scalars['ID']['input'];
};


/** Everything that changes something. */
export type MutationIngestArgs = {
  input: IngestInput;
};


/** Everything that changes something. */
export type MutationReprocessArgs = {
  hash: Scalars['ID']['input'];
};

/** A file that is nearly the same as another one. */
export type NearDuplicate = {
  readonly __typename?: 'NearDuplicate';
  /** The other file. */
  readonly file: File;
  /** In which way they are alike; the greater likeness where both hold. */
  readonly kind: NearDuplicateKind;
  /** 0 to 1. TEXT: the estimated share of their runs of three words that both have, at least 0.6. IMAGE: the share of the 64 bits of their perceptual hashes that are equal, at least 57 of 64. */
  readonly similarity: Scalars['Float']['output'];
};

/** In which way two files are alike. */
export const NearDuplicateKind = {
  /** They show the same, whatever their size and compression. */
  Image: 'IMAGE',
  /** They say the same, whatever their case, white space, punctuation and format. */
  Text: 'TEXT'
} as const;

export type NearDuplicateKind = typeof NearDuplicateKind[keyof typeof NearDuplicateKind];
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
  /** What each service knows of its own cache; every service adds its own field. */
  readonly cacheStats: CacheStatsByService;
  /** Embed texts, answered in the order given; identical text and model never reach the model twice within the TTL. */
  readonly embed: ReadonlyArray<Embedding>;
  /** One file by the SHA-256 of its bytes; null when the stack has never seen it, or has deleted it. */
  readonly file?: Maybe<File>;
  /** The files of the stack, newest first. */
  readonly files: FileConnection;
  /** One processing job; null when there is none of this id. */
  readonly job?: Maybe<Job>;
  /** One model by its name; null when the stack does not know it. */
  readonly model?: Maybe<Model>;
  /** The latest change of the embedding model, under way or done; null when it was never changed. */
  readonly modelSwitch?: Maybe<ModelSwitch>;
  /** The models that the stack knows, available or not. */
  readonly models: ReadonlyArray<Model>;
};


/** Everything that can be asked without changing anything. */
export type QueryEmbedArgs = {
  model?: InputMaybe<Scalars['ID']['input']>;
  texts: ReadonlyArray<Scalars['String']['input']>;
};


/** Everything that can be asked without changing anything. */
export type QueryFileArgs = {
  hash: Scalars['ID']['input'];
};


/** Everything that can be asked without changing anything. */
export type QueryFilesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FileFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be asked without changing anything. */
export type QueryJobArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be asked without changing anything. */
export type QueryModelArgs = {
  name: Scalars['ID']['input'];
};


/** Everything that can be asked without changing anything. */
export type QueryModelsArgs = {
  kind?: InputMaybe<ModelKind>;
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

/** What one service made of an invalidation. */
export type ServiceInvalidation = {
  readonly __typename?: 'ServiceInvalidation';
  /** Why it is not done; null when it is. */
  readonly error?: Maybe<Scalars['String']['output']>;
  /** Entries that went; 0 when the service had none, or was not reached. */
  readonly removedEntries: Scalars['Float']['output'];
  /** The service that was told. */
  readonly service: CacheService;
  /** Whether it is done. */
  readonly status: InvalidationStatus;
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
  Chunk: Chunk;
  File: File;
  Job: Job;
  Model: Model;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Chunk:
    ( { __typename: 'Chunk' }
    & GraphQLRecursivePick<FederationTypes['Chunk'], {"id":true}> );
  File:
    ( { __typename: 'File' }
    & GraphQLRecursivePick<FederationTypes['File'], {"hash":true}> );
  Job:
    ( { __typename: 'Job' }
    & GraphQLRecursivePick<FederationTypes['Job'], {"id":true}> );
  Model:
    ( { __typename: 'Model' }
    & GraphQLRecursivePick<FederationTypes['Model'], {"name":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  CacheControlScope: CacheControlScope;
  CacheInfo: ResolverTypeWrapper<CacheInfo>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  CacheKindStats: ResolverTypeWrapper<CacheKindStats>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  CacheService: CacheService;
  CacheStats: ResolverTypeWrapper<CacheStats>;
  CacheStatsByService: ResolverTypeWrapper<CacheStatsByService>;
  CacheStatus: CacheStatus;
  Chunk: ResolverTypeWrapper<ChunkRecord>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  ChunkConnection: ResolverTypeWrapper<Omit<ChunkConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['ChunkEdge']> }>;
  ChunkEdge: ResolverTypeWrapper<Omit<ChunkEdge, 'node'> & { node: ResolversTypes['Chunk'] }>;
  ChunkLocation: ResolverTypeWrapper<ChunkLocation>;
  ContentEncoding: ContentEncoding;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteFilePayload: ResolverTypeWrapper<DeleteFilePayload>;
  Embedding: ResolverTypeWrapper<EmbeddedText>;
  File: ResolverTypeWrapper<FileRecord>;
  FileConnection: ResolverTypeWrapper<Omit<FileConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['FileEdge']> }>;
  FileEdge: ResolverTypeWrapper<Omit<FileEdge, 'node'> & { node: ResolversTypes['File'] }>;
  FileFilter: FileFilter;
  FileStatus: FileStatus;
  IngestInput: IngestInput;
  IngestPayload: ResolverTypeWrapper<Omit<IngestPayload, 'file' | 'job'> & { file: ResolversTypes['File'], job: ResolversTypes['Job'] }>;
  InvalidationStatus: InvalidationStatus;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Job: ResolverTypeWrapper<JobRecord>;
  JobStatus: JobStatus;
  Modality: Modality;
  Model: ResolverTypeWrapper<ModelRecord>;
  ModelKind: ModelKind;
  ModelSwitch: ResolverTypeWrapper<ModelSwitchProgress>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NearDuplicate: ResolverTypeWrapper<Omit<NearDuplicate, 'file'> & { file: ResolversTypes['File'] }>;
  NearDuplicateKind: NearDuplicateKind;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RedisStats: ResolverTypeWrapper<RedisStats>;
  ServiceInvalidation: ResolverTypeWrapper<ServiceInvalidation>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  CacheInfo: CacheInfo;
  String: Scalars['String']['output'];
  CacheKindStats: CacheKindStats;
  Float: Scalars['Float']['output'];
  CacheStats: CacheStats;
  CacheStatsByService: CacheStatsByService;
  Chunk: ChunkRecord;
  ID: Scalars['ID']['output'];
  ChunkConnection: Omit<ChunkConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['ChunkEdge']> };
  ChunkEdge: Omit<ChunkEdge, 'node'> & { node: ResolversParentTypes['Chunk'] };
  ChunkLocation: ChunkLocation;
  DateTime: Scalars['DateTime']['output'];
  DeleteFilePayload: DeleteFilePayload;
  Embedding: EmbeddedText;
  File: FileRecord;
  FileConnection: Omit<FileConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['FileEdge']> };
  FileEdge: Omit<FileEdge, 'node'> & { node: ResolversParentTypes['File'] };
  FileFilter: FileFilter;
  IngestInput: IngestInput;
  IngestPayload: Omit<IngestPayload, 'file' | 'job'> & { file: ResolversParentTypes['File'], job: ResolversParentTypes['Job'] };
  JSON: Scalars['JSON']['output'];
  Job: JobRecord;
  Model: ModelRecord;
  ModelSwitch: ModelSwitchProgress;
  Mutation: Record<PropertyKey, never>;
  NearDuplicate: Omit<NearDuplicate, 'file'> & { file: ResolversParentTypes['File'] };
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  RedisStats: RedisStats;
  ServiceInvalidation: ServiceInvalidation;
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
};

export type CacheControlDirectiveArgs = {
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
  maxAge?: Maybe<Scalars['Int']['input']>;
  scope?: Maybe<CacheControlScope>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = WorkerContext, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CacheInfoResolvers<ContextType = WorkerContext, ParentType extends ResolversParentTypes['CacheInfo'] = ResolversParentTypes['CacheInfo']> = {
  ageSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CacheStatus'], ParentType, ContextType>;
  tags?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  ttlSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type CacheKindStatsResolvers<ContextType = WorkerContext, ParentType extends ResolversParentTypes['CacheKindStats'] = ResolversParentTypes['CacheKindStats']> = {
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

export type CacheStatsResolvers<ContextType = WorkerContext, ParentType extends ResolversParentTypes['CacheStats'] = ResolversParentTypes['CacheStats']> = {
  connected?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hitRate?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  hits?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  kinds?: Resolver<ReadonlyArray<ResolversTypes['CacheKindStats']>, ParentType, ContextType>;
  misses?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  redis?: Resolver<Maybe<ResolversTypes['RedisStats']>, ParentType, ContextType>;
  service?: Resolver<ResolversTypes['CacheService'], ParentType, ContextType>;
};

export type CacheStatsByServiceResolvers<ContextType = WorkerContext, ParentType extends ResolversParentTypes['CacheStatsByService'] = ResolversParentTypes['CacheStatsByService']> = {
  worker?: Resolver<Maybe<ResolversTypes['CacheStats']>, ParentType, ContextType>;
};

export type ChunkResolvers<ContextType = WorkerContext, ParentType extends ResolversParentTypes['Chunk'] = ResolversParentTypes['Chunk'], FederationReferenceType extends FederationReferenceTypes['Chunk'] = FederationReferenceTypes['Chunk']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Chunk']> | FederationReferenceType, FederationReferenceType, ContextType>;
  file?: Resolver<ResolversTypes['File'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['ChunkLocation']>, ParentType, ContextType>;
  modality?: Resolver<ResolversTypes['Modality'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ChunkConnectionResolvers<ContextType = WorkerContext, ParentType extends ResolversParentTypes['ChunkConnection'] = ResolversParentTypes['ChunkConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ChunkEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ChunkEdgeResolvers<ContextType = WorkerContext, ParentType extends ResolversParentTypes['ChunkEdge'] = ResolversParentTypes['ChunkEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Chunk'], ParentType, ContextType>;
};

export type ChunkLocationResolvers<ContextType = WorkerContext, ParentType extends ResolversParentTypes['ChunkLocation'] = ResolversParentTypes['ChunkLocation']> = {
  end?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  endMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  page?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  start?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  startMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteFilePayloadResolvers<ContextType = WorkerContext, ParentType extends ResolversParentTypes['DeleteFilePayload'] = ResolversParentTypes['DeleteFilePayload']> = {
  deleted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invalidation?: Resolver<ReadonlyArray<ResolversTypes['ServiceInvalidation']>, ParentType, ContextType>;
};

export type EmbeddingResolvers<ContextType = WorkerContext, ParentType extends ResolversParentTypes['Embedding'] = ResolversParentTypes['Embedding']> = {
  cache?: Resolver<ResolversTypes['CacheInfo'], ParentType, ContextType>;
  model?: Resolver<ResolversTypes['Model'], ParentType, ContextType>;
  vector?: Resolver<ReadonlyArray<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type FileResolvers<ContextType = WorkerContext, ParentType extends ResolversParentTypes['File'] = ResolversParentTypes['File'], FederationReferenceType extends FederationReferenceTypes['File'] = FederationReferenceTypes['File']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['File']> | FederationReferenceType, FederationReferenceType, ContextType>;
  chunks?: Resolver<ResolversTypes['ChunkConnection'], ParentType, ContextType, RequireFields<FileChunksArgs, 'first'>>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mediaType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  metadata?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  modality?: Resolver<ResolversTypes['Modality'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nearDuplicates?: Resolver<ReadonlyArray<ResolversTypes['NearDuplicate']>, ParentType, ContextType, RequireFields<FileNearDuplicatesArgs, 'first'>>;
  properties?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  sizeBytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['FileStatus'], ParentType, ContextType>;
};

export type FileConnectionResolvers<ContextType = WorkerContext, ParentType extends ResolversParentTypes['FileConnection'] = ResolversParentTypes['FileConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FileEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FileEdgeResolvers<ContextType = WorkerContext, ParentType extends ResolversParentTypes['FileEdge'] = ResolversParentTypes['FileEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['File'], ParentType, ContextType>;
};

export type IngestPayloadResolvers<ContextType = WorkerContext, ParentType extends ResolversParentTypes['IngestPayload'] = ResolversParentTypes['IngestPayload']> = {
  file?: Resolver<ResolversTypes['File'], ParentType, ContextType>;
  job?: Resolver<ResolversTypes['Job'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type JobResolvers<ContextType = WorkerContext, ParentType extends ResolversParentTypes['Job'] = ResolversParentTypes['Job'], FederationReferenceType extends FederationReferenceTypes['Job'] = FederationReferenceTypes['Job']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Job']> | FederationReferenceType, FederationReferenceType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  file?: Resolver<Maybe<ResolversTypes['File']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['JobStatus'], ParentType, ContextType>;
  step?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ModelResolvers<ContextType = WorkerContext, ParentType extends ResolversParentTypes['Model'] = ResolversParentTypes['Model'], FederationReferenceType extends FederationReferenceTypes['Model'] = FederationReferenceTypes['Model']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Model']> | FederationReferenceType, FederationReferenceType, ContextType>;
  available?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  cache?: Resolver<Maybe<ResolversTypes['CacheInfo']>, ParentType, ContextType>;
  dimensions?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ModelKind'], ParentType, ContextType>;
  maxInputTokens?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unavailableReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ModelSwitchResolvers<ContextType = WorkerContext, ParentType extends ResolversParentTypes['ModelSwitch'] = ResolversParentTypes['ModelSwitch']> = {
  filesDone?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  filesTotal?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = WorkerContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  cancelJob?: Resolver<ResolversTypes['Job'], ParentType, ContextType, RequireFields<MutationCancelJobArgs, 'id'>>;
  deleteFile?: Resolver<ResolversTypes['DeleteFilePayload'], ParentType, ContextType, RequireFields<MutationDeleteFileArgs, 'hash'>>;
  ingest?: Resolver<ResolversTypes['IngestPayload'], ParentType, ContextType, RequireFields<MutationIngestArgs, 'input'>>;
  reprocess?: Resolver<ResolversTypes['IngestPayload'], ParentType, ContextType, RequireFields<MutationReprocessArgs, 'hash'>>;
};

export type NearDuplicateResolvers<ContextType = WorkerContext, ParentType extends ResolversParentTypes['NearDuplicate'] = ResolversParentTypes['NearDuplicate']> = {
  file?: Resolver<ResolversTypes['File'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['NearDuplicateKind'], ParentType, ContextType>;
  similarity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = WorkerContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = WorkerContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  cacheStats?: Resolver<ResolversTypes['CacheStatsByService'], ParentType, ContextType>;
  embed?: Resolver<ReadonlyArray<ResolversTypes['Embedding']>, ParentType, ContextType, RequireFields<QueryEmbedArgs, 'texts'>>;
  file?: Resolver<Maybe<ResolversTypes['File']>, ParentType, ContextType, RequireFields<QueryFileArgs, 'hash'>>;
  files?: Resolver<ResolversTypes['FileConnection'], ParentType, ContextType, RequireFields<QueryFilesArgs, 'first'>>;
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType, RequireFields<QueryJobArgs, 'id'>>;
  model?: Resolver<Maybe<ResolversTypes['Model']>, ParentType, ContextType, RequireFields<QueryModelArgs, 'name'>>;
  modelSwitch?: Resolver<Maybe<ResolversTypes['ModelSwitch']>, ParentType, ContextType>;
  models?: Resolver<ReadonlyArray<ResolversTypes['Model']>, ParentType, ContextType, Partial<QueryModelsArgs>>;
};

export type RedisStatsResolvers<ContextType = WorkerContext, ParentType extends ResolversParentTypes['RedisStats'] = ResolversParentTypes['RedisStats']> = {
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

export type ServiceInvalidationResolvers<ContextType = WorkerContext, ParentType extends ResolversParentTypes['ServiceInvalidation'] = ResolversParentTypes['ServiceInvalidation']> = {
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  removedEntries?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  service?: Resolver<ResolversTypes['CacheService'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['InvalidationStatus'], ParentType, ContextType>;
};

export type Resolvers<ContextType = WorkerContext> = {
  CacheInfo?: CacheInfoResolvers<ContextType>;
  CacheKindStats?: CacheKindStatsResolvers<ContextType>;
  CacheStats?: CacheStatsResolvers<ContextType>;
  CacheStatsByService?: CacheStatsByServiceResolvers<ContextType>;
  Chunk?: ChunkResolvers<ContextType>;
  ChunkConnection?: ChunkConnectionResolvers<ContextType>;
  ChunkEdge?: ChunkEdgeResolvers<ContextType>;
  ChunkLocation?: ChunkLocationResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteFilePayload?: DeleteFilePayloadResolvers<ContextType>;
  Embedding?: EmbeddingResolvers<ContextType>;
  File?: FileResolvers<ContextType>;
  FileConnection?: FileConnectionResolvers<ContextType>;
  FileEdge?: FileEdgeResolvers<ContextType>;
  IngestPayload?: IngestPayloadResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Job?: JobResolvers<ContextType>;
  Model?: ModelResolvers<ContextType>;
  ModelSwitch?: ModelSwitchResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NearDuplicate?: NearDuplicateResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RedisStats?: RedisStatsResolvers<ContextType>;
  ServiceInvalidation?: ServiceInvalidationResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = WorkerContext> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
