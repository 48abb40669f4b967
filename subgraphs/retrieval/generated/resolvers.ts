// Generated from the SDL by `npm run codegen`; never edited by hand.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Citation as CitedPassage, ContextBundle as BuiltBundle } from '../context-bundle.ts';
import type { FileKey } from '../similar-files.ts';
import type { SearchHit as FoundHit } from '../search.ts';
import type { RetrievalContext } from '../context.ts';
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
  /** Retrieval's: searches and context bundles. Null when it is away. */
  readonly retrieval?: Maybe<CacheStats>;
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
  /** Deterministic: the file's hash, the extractor's version and the position. */
  readonly id: Scalars['ID']['output'];
};

/** Where a passage of a context bundle comes from. */
export type Citation = {
  readonly __typename?: 'Citation';
  /** The passage itself; null when the worker is away or has deleted it. */
  readonly chunk?: Maybe<Chunk>;
  /** The file that it is from; null when the worker is away or has deleted it. */
  readonly file?: Maybe<File>;
  /** The number that stands in the text. */
  readonly number: Scalars['Int']['output'];
  /** The words cited, as they stand in the chunk. */
  readonly quote: Scalars['String']['output'];
};

/** Passages for a prompt, numbered and cited. */
export type ContextBundle = {
  readonly __typename?: 'ContextBundle';
  /** How it was served. */
  readonly cache: CacheInfo;
  /** What the numbers in the text stand for. */
  readonly citations: ReadonlyArray<Citation>;
  /** Deterministic: a digest of the arguments. Asked for later, the bundle is made anew from what is there then. */
  readonly id: Scalars['ID']['output'];
  /** What was done otherwise than usual, such as passages found by words alone; empty otherwise. */
  readonly notices: ReadonlyArray<SearchNotice>;
  /** The question as it was understood: white space normalised. */
  readonly query: Scalars['String']['output'];
  /** The passages, best first, those of one file together. */
  readonly sections: ReadonlyArray<ContextSection>;
  /** All sections in one text, to be put into a prompt; never longer than `tokenBudget`. */
  readonly text: Scalars['String']['output'];
  /** The limit that was asked for. */
  readonly tokenBudget: Scalars['Int']['output'];
  /** Tokens in `text`. */
  readonly tokenCount: Scalars['Int']['output'];
};

/** How a context bundle's text is written. */
export const ContextFormat = {
  /** A JSON document of sections and citations. */
  Json: 'JSON',
  /** Markdown: a heading per source, numbers in brackets for citations. */
  Markdown: 'MARKDOWN',
  /** Plain text. */
  Plain: 'PLAIN'
} as const;

export type ContextFormat = typeof ContextFormat[keyof typeof ContextFormat];
/** One part of a context bundle, from one file. */
export type ContextSection = {
  readonly __typename?: 'ContextSection';
  /** The numbers of the citations in it. */
  readonly citations: ReadonlyArray<Scalars['Int']['output']>;
  /** What kind of content it was taken from. */
  readonly modality: Modality;
  /** The passages. */
  readonly text: Scalars['String']['output'];
  /** The file's title or name. */
  readonly title: Scalars['String']['output'];
};

/** A file that the stack knows, identified by what is in it: the same bytes are the same file. */
export type File = {
  readonly __typename?: 'File';
  /** SHA-256 of the bytes, lower-case hex. */
  readonly hash: Scalars['ID']['output'];
  /** Files whose content is closest to this one's, the closest first: one hit each, with its best passage. Empty until it is embedded. */
  readonly similar: ReadonlyArray<SearchHit>;
};


/** A file that the stack knows, identified by what is in it: the same bytes are the same file. */
export type FileSimilarArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

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
  /** The best passages for a question, packed into a token budget, cited, ready for a prompt. */
  readonly contextBundle: ContextBundle;
  /** Find chunks by meaning and by words. Every argument that changes the hits is part of the cache key. */
  readonly search: SearchResult;
  /** Searches that ran, newest first. */
  readonly searchSessions: SearchSessionConnection;
};


/** Everything that can be asked without changing anything. */
export type QueryContextBundleArgs = {
  filter?: InputMaybe<SearchFilter>;
  format?: InputMaybe<ContextFormat>;
  query: Scalars['String']['input'];
  tokenBudget?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be asked without changing anything. */
export type QuerySearchArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SearchFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  minScore?: InputMaybe<Scalars['Float']['input']>;
  mode?: InputMaybe<SearchMode>;
  query: Scalars['String']['input'];
  record?: InputMaybe<Scalars['Boolean']['input']>;
};


/** Everything that can be asked without changing anything. */
export type QuerySearchSessionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
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

/** Conditions on what is searched; those that are given must all hold. An empty list fits nothing. */
export type SearchFilter = {
  /** Only files ingested at this moment or later. */
  readonly createdAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only files ingested before this moment. */
  readonly createdBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only files with these SHA-256 hashes. */
  readonly fileHashes?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Only files of these IANA media types. */
  readonly mediaTypes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only these modalities. */
  readonly modalities?: InputMaybe<ReadonlyArray<Modality>>;
};

/** `text` is the index's own copy, so a search answers without the worker; `chunk` and `file` are its entities, null when it is away. */
export type SearchHit = {
  readonly __typename?: 'SearchHit';
  /** The passage itself; null when the worker is away or has deleted it. */
  readonly chunk?: Maybe<Chunk>;
  /** The file that it is from; null when the worker is away or has deleted it. */
  readonly file?: Maybe<File>;
  /** The part of `text` that fits best, as HTML: escaped, the query's words in `<mark>`; null when none of them occurs. */
  readonly highlight?: Maybe<Scalars['String']['output']>;
  /** Its BM25 score divided by the best of this query, 0 to 1; null when words were not asked, or the chunk has none of them. */
  readonly keywordScore?: Maybe<Scalars['Float']['output']>;
  /** Its place in its file, from 0: the chunk's `index`. */
  readonly position: Scalars['Int']['output'];
  /** Place in the result, from 1. */
  readonly rank: Scalars['Int']['output'];
  /** How well it fits, 0 to 1; comparable within one result only. HYBRID weighs `keywordScore` and `semanticScore`, 0 for one that is null. */
  readonly score: Scalars['Float']['output'];
  /** Its nearness in meaning, from 0 for the farthest candidate to 1 for the nearest; null when meaning was not asked, or the chunk has no vector yet. */
  readonly semanticScore?: Maybe<Scalars['Float']['output']>;
  /** The passage's text, as the index keeps it. */
  readonly text: Scalars['String']['output'];
  /** The title or name of its file, as the index keeps it. */
  readonly title: Scalars['String']['output'];
};

/** How chunks are found and ranked. */
export const SearchMode = {
  /** By words and by meaning, both scores combined. */
  Hybrid: 'HYBRID',
  /** By words only: BM25. */
  Keyword: 'KEYWORD',
  /** By meaning only: nearness of vectors. */
  Semantic: 'SEMANTIC'
} as const;

export type SearchMode = typeof SearchMode[keyof typeof SearchMode];
/** Something about a search that its hits do not show. */
export type SearchNotice = {
  readonly __typename?: 'SearchNotice';
  /** What happened, for programs. */
  readonly code: SearchNoticeCode;
  /** What happened and what can be done, for people. */
  readonly message: Scalars['String']['output'];
};

/** What can have been done otherwise than a search asked for. */
export const SearchNoticeCode = {
  /** The query is not in the language of the embedding model; HYBRID and SEMANTIC were answered by words alone. */
  LanguageNotUnderstood: 'LANGUAGE_NOT_UNDERSTOOD',
  /** The embedding model is away; HYBRID was answered by words alone, and the answer was not kept. */
  ModelUnavailable: 'MODEL_UNAVAILABLE'
} as const;

export type SearchNoticeCode = typeof SearchNoticeCode[keyof typeof SearchNoticeCode];
/** What one search found. */
export type SearchResult = {
  readonly __typename?: 'SearchResult';
  /** How it was served. */
  readonly cache: CacheInfo;
  /** The hits, best first. */
  readonly hits: ReadonlyArray<SearchHit>;
  /** What was done otherwise than asked for, such as a search by words where meaning was wanted; empty otherwise. */
  readonly notices: ReadonlyArray<SearchNotice>;
  /** Where these hits lie among all that fit; cursors are opaque. */
  readonly pageInfo: PageInfo;
  /** The query as it was understood: white space normalised. */
  readonly query: Scalars['String']['output'];
  /** This search in `searchSessions`, unless it was left out; a new one each time that it is asked. */
  readonly sessionId: Scalars['ID']['output'];
  /** Time that this answer took inside the service, in milliseconds. */
  readonly tookMs: Scalars['Float']['output'];
  /** How many chunks fit, `first` aside: at most 100 found by words and 100 by meaning are looked at. */
  readonly totalHits: Scalars['Int']['output'];
};

/** One search that ran. */
export type SearchSession = {
  readonly __typename?: 'SearchSession';
  /** When it ran. */
  readonly at: Scalars['DateTime']['output'];
  /** How many hits it gave. */
  readonly hitCount: Scalars['Int']['output'];
  /** Its id, as `SearchResult.sessionId` gave it. */
  readonly id: Scalars['ID']['output'];
  /** The query as it was understood. */
  readonly query: Scalars['String']['output'];
};

/** A page of searches. */
export type SearchSessionConnection = {
  readonly __typename?: 'SearchSessionConnection';
  /** The searches of this page, each with its cursor. */
  readonly edges: ReadonlyArray<SearchSessionEdge>;
  /** Where this page lies in the whole. */
  readonly pageInfo: PageInfo;
};

/** A search and its place in a connection. */
export type SearchSessionEdge = {
  readonly __typename?: 'SearchSessionEdge';
  /** Opaque; to be given as `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The search. */
  readonly node: SearchSession;
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
  ContextBundle: ContextBundle;
  File: File;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  ContextBundle:
    ( { __typename: 'ContextBundle' }
    & GraphQLRecursivePick<FederationTypes['ContextBundle'], {"id":true}> );
  File:
    ( { __typename: 'File' }
    & GraphQLRecursivePick<FederationTypes['File'], {"hash":true}> );
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
  Chunk: ResolverTypeWrapper<Chunk>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Citation: ResolverTypeWrapper<CitedPassage>;
  ContextBundle: ResolverTypeWrapper<BuiltBundle>;
  ContextFormat: ContextFormat;
  ContextSection: ResolverTypeWrapper<ContextSection>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  File: ResolverTypeWrapper<FileKey>;
  Modality: Modality;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RedisStats: ResolverTypeWrapper<RedisStats>;
  SearchFilter: SearchFilter;
  SearchHit: ResolverTypeWrapper<FoundHit>;
  SearchMode: SearchMode;
  SearchNotice: ResolverTypeWrapper<SearchNotice>;
  SearchNoticeCode: SearchNoticeCode;
  SearchResult: ResolverTypeWrapper<Omit<SearchResult, 'hits'> & { hits: ReadonlyArray<ResolversTypes['SearchHit']> }>;
  SearchSession: ResolverTypeWrapper<SearchSession>;
  SearchSessionConnection: ResolverTypeWrapper<SearchSessionConnection>;
  SearchSessionEdge: ResolverTypeWrapper<SearchSessionEdge>;
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
  Chunk: Chunk;
  ID: Scalars['ID']['output'];
  Citation: CitedPassage;
  ContextBundle: BuiltBundle;
  ContextSection: ContextSection;
  DateTime: Scalars['DateTime']['output'];
  File: FileKey;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  RedisStats: RedisStats;
  SearchFilter: SearchFilter;
  SearchHit: FoundHit;
  SearchNotice: SearchNotice;
  SearchResult: Omit<SearchResult, 'hits'> & { hits: ReadonlyArray<ResolversParentTypes['SearchHit']> };
  SearchSession: SearchSession;
  SearchSessionConnection: SearchSessionConnection;
  SearchSessionEdge: SearchSessionEdge;
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
};

export type CacheControlDirectiveArgs = {
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
  maxAge?: Maybe<Scalars['Int']['input']>;
  scope?: Maybe<CacheControlScope>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = RetrievalContext, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CacheInfoResolvers<ContextType = RetrievalContext, ParentType extends ResolversParentTypes['CacheInfo'] = ResolversParentTypes['CacheInfo']> = {
  ageSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CacheStatus'], ParentType, ContextType>;
  tags?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  ttlSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type CacheKindStatsResolvers<ContextType = RetrievalContext, ParentType extends ResolversParentTypes['CacheKindStats'] = ResolversParentTypes['CacheKindStats']> = {
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

export type CacheStatsResolvers<ContextType = RetrievalContext, ParentType extends ResolversParentTypes['CacheStats'] = ResolversParentTypes['CacheStats']> = {
  connected?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hitRate?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  hits?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  kinds?: Resolver<ReadonlyArray<ResolversTypes['CacheKindStats']>, ParentType, ContextType>;
  misses?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  redis?: Resolver<Maybe<ResolversTypes['RedisStats']>, ParentType, ContextType>;
  service?: Resolver<ResolversTypes['CacheService'], ParentType, ContextType>;
};

export type CacheStatsByServiceResolvers<ContextType = RetrievalContext, ParentType extends ResolversParentTypes['CacheStatsByService'] = ResolversParentTypes['CacheStatsByService']> = {
  retrieval?: Resolver<Maybe<ResolversTypes['CacheStats']>, ParentType, ContextType>;
};

export type ChunkResolvers<ContextType = RetrievalContext, ParentType extends ResolversParentTypes['Chunk'] = ResolversParentTypes['Chunk']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type CitationResolvers<ContextType = RetrievalContext, ParentType extends ResolversParentTypes['Citation'] = ResolversParentTypes['Citation']> = {
  chunk?: Resolver<Maybe<ResolversTypes['Chunk']>, ParentType, ContextType>;
  file?: Resolver<Maybe<ResolversTypes['File']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  quote?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ContextBundleResolvers<ContextType = RetrievalContext, ParentType extends ResolversParentTypes['ContextBundle'] = ResolversParentTypes['ContextBundle'], FederationReferenceType extends FederationReferenceTypes['ContextBundle'] = FederationReferenceTypes['ContextBundle']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ContextBundle']> | FederationReferenceType, FederationReferenceType, ContextType>;
  cache?: Resolver<ResolversTypes['CacheInfo'], ParentType, ContextType>;
  citations?: Resolver<ReadonlyArray<ResolversTypes['Citation']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  notices?: Resolver<ReadonlyArray<ResolversTypes['SearchNotice']>, ParentType, ContextType>;
  query?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sections?: Resolver<ReadonlyArray<ResolversTypes['ContextSection']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tokenBudget?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  tokenCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ContextSectionResolvers<ContextType = RetrievalContext, ParentType extends ResolversParentTypes['ContextSection'] = ResolversParentTypes['ContextSection']> = {
  citations?: Resolver<ReadonlyArray<ResolversTypes['Int']>, ParentType, ContextType>;
  modality?: Resolver<ResolversTypes['Modality'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type FileResolvers<ContextType = RetrievalContext, ParentType extends ResolversParentTypes['File'] = ResolversParentTypes['File'], FederationReferenceType extends FederationReferenceTypes['File'] = FederationReferenceTypes['File']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['File']> | FederationReferenceType, FederationReferenceType, ContextType>;
  hash?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  similar?: Resolver<ReadonlyArray<ResolversTypes['SearchHit']>, ParentType, ContextType, RequireFields<FileSimilarArgs, 'first'>>;
};

export type PageInfoResolvers<ContextType = RetrievalContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RetrievalContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  cacheStats?: Resolver<ResolversTypes['CacheStatsByService'], ParentType, ContextType>;
  contextBundle?: Resolver<ResolversTypes['ContextBundle'], ParentType, ContextType, RequireFields<QueryContextBundleArgs, 'format' | 'query' | 'tokenBudget'>>;
  search?: Resolver<ResolversTypes['SearchResult'], ParentType, ContextType, RequireFields<QuerySearchArgs, 'first' | 'mode' | 'query' | 'record'>>;
  searchSessions?: Resolver<ResolversTypes['SearchSessionConnection'], ParentType, ContextType, RequireFields<QuerySearchSessionsArgs, 'first'>>;
};

export type RedisStatsResolvers<ContextType = RetrievalContext, ParentType extends ResolversParentTypes['RedisStats'] = ResolversParentTypes['RedisStats']> = {
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

export type SearchHitResolvers<ContextType = RetrievalContext, ParentType extends ResolversParentTypes['SearchHit'] = ResolversParentTypes['SearchHit']> = {
  chunk?: Resolver<Maybe<ResolversTypes['Chunk']>, ParentType, ContextType>;
  file?: Resolver<Maybe<ResolversTypes['File']>, ParentType, ContextType>;
  highlight?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  keywordScore?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rank?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  semanticScore?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SearchNoticeResolvers<ContextType = RetrievalContext, ParentType extends ResolversParentTypes['SearchNotice'] = ResolversParentTypes['SearchNotice']> = {
  code?: Resolver<ResolversTypes['SearchNoticeCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SearchResultResolvers<ContextType = RetrievalContext, ParentType extends ResolversParentTypes['SearchResult'] = ResolversParentTypes['SearchResult']> = {
  cache?: Resolver<ResolversTypes['CacheInfo'], ParentType, ContextType>;
  hits?: Resolver<ReadonlyArray<ResolversTypes['SearchHit']>, ParentType, ContextType>;
  notices?: Resolver<ReadonlyArray<ResolversTypes['SearchNotice']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  query?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sessionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  tookMs?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  totalHits?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SearchSessionResolvers<ContextType = RetrievalContext, ParentType extends ResolversParentTypes['SearchSession'] = ResolversParentTypes['SearchSession']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  hitCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  query?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SearchSessionConnectionResolvers<ContextType = RetrievalContext, ParentType extends ResolversParentTypes['SearchSessionConnection'] = ResolversParentTypes['SearchSessionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SearchSessionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SearchSessionEdgeResolvers<ContextType = RetrievalContext, ParentType extends ResolversParentTypes['SearchSessionEdge'] = ResolversParentTypes['SearchSessionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SearchSession'], ParentType, ContextType>;
};

export type Resolvers<ContextType = RetrievalContext> = {
  CacheInfo?: CacheInfoResolvers<ContextType>;
  CacheKindStats?: CacheKindStatsResolvers<ContextType>;
  CacheStats?: CacheStatsResolvers<ContextType>;
  CacheStatsByService?: CacheStatsByServiceResolvers<ContextType>;
  Chunk?: ChunkResolvers<ContextType>;
  Citation?: CitationResolvers<ContextType>;
  ContextBundle?: ContextBundleResolvers<ContextType>;
  ContextSection?: ContextSectionResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  File?: FileResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RedisStats?: RedisStatsResolvers<ContextType>;
  SearchHit?: SearchHitResolvers<ContextType>;
  SearchNotice?: SearchNoticeResolvers<ContextType>;
  SearchResult?: SearchResultResolvers<ContextType>;
  SearchSession?: SearchSessionResolvers<ContextType>;
  SearchSessionConnection?: SearchSessionConnectionResolvers<ContextType>;
  SearchSessionEdge?: SearchSessionEdgeResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = RetrievalContext> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
