// Generated from the SDL by `npm run codegen`; never edited by hand.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

export type AgentListFilesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter: FileFilter;
}>;


export type AgentListFilesQuery = { readonly files: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly edges: ReadonlyArray<{ readonly node: { readonly hash: string, readonly name: string, readonly mediaType: string, readonly modality: Modality, readonly sizeBytes: number, readonly status: FileStatus, readonly createdAt: string } }> } };

export type AgentReadFileQueryVariables = Exact<{
  hash: string;
  from: number;
  first: number;
}>;


export type AgentReadFileQuery = { readonly file: { readonly name: string, readonly mediaType: string, readonly status: FileStatus, readonly error: string | null, readonly chunks: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly index: number, readonly text: string } }> } } | null };

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

export const AgentListFilesDocument = new TypedDocumentString(`
    query AgentListFiles($first: Int!, $after: String, $filter: FileFilter!) {
  files(first: $first, after: $after, filter: $filter) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        hash
        name
        mediaType
        modality
        sizeBytes
        status
        createdAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AgentListFilesQuery, AgentListFilesQueryVariables>;
export const AgentReadFileDocument = new TypedDocumentString(`
    query AgentReadFile($hash: ID!, $from: Int!, $first: Int!) {
  file(hash: $hash) {
    name
    mediaType
    status
    error
    chunks(first: $first, from: $from) {
      totalCount
      edges {
        node {
          id
          index
          text
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AgentReadFileQuery, AgentReadFileQueryVariables>;