// Generated from the SDL by `npm run codegen`; never edited by hand.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type AgentCitedPassagesQueryVariables = Exact<{
  bundle: unknown;
}>;


export type AgentCitedPassagesQuery = { readonly _entities: ReadonlyArray<
    | { readonly __typename: 'Chunk' }
    | { readonly __typename: 'ContextBundle', readonly sections: ReadonlyArray<{ readonly title: string, readonly citations: ReadonlyArray<number> }>, readonly citations: ReadonlyArray<{ readonly number: number, readonly quote: string, readonly chunk: { readonly id: string } | null, readonly file: { readonly hash: string } | null }> }
    | { readonly __typename: 'File' }
   | null> };

export type AgentContextBundleQueryVariables = Exact<{
  query: string;
  tokenBudget: number;
}>;


export type AgentContextBundleQuery = { readonly contextBundle: { readonly id: string, readonly sections: ReadonlyArray<{ readonly title: string, readonly citations: ReadonlyArray<number> }>, readonly citations: ReadonlyArray<{ readonly number: number, readonly quote: string, readonly chunk: { readonly id: string } | null, readonly file: { readonly hash: string } | null }>, readonly cache: { readonly tags: ReadonlyArray<string> | null, readonly ttlSeconds: number | null } } };

export type AgentSearchQueryVariables = Exact<{
  query: string;
  first: number;
}>;


export type AgentSearchQuery = { readonly search: { readonly hits: ReadonlyArray<{ readonly title: string, readonly position: number, readonly text: string, readonly chunk: { readonly id: string } | null, readonly file: { readonly hash: string } | null }>, readonly cache: { readonly tags: ReadonlyArray<string> | null, readonly ttlSeconds: number | null } } };

export type AgentSimilarFilesQueryVariables = Exact<{
  file: unknown;
  first: number;
}>;


export type AgentSimilarFilesQuery = { readonly _entities: ReadonlyArray<
    | { readonly __typename: 'Chunk' }
    | { readonly __typename: 'ContextBundle' }
    | { readonly __typename: 'File', readonly similar: ReadonlyArray<{ readonly title: string, readonly position: number, readonly text: string, readonly chunk: { readonly id: string } | null, readonly file: { readonly hash: string } | null }> }
   | null> };

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

export const AgentCitedPassagesDocument = new TypedDocumentString(`
    query AgentCitedPassages($bundle: _Any!) {
  _entities(representations: [$bundle]) {
    __typename
    ... on ContextBundle {
      sections {
        title
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
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AgentCitedPassagesQuery, AgentCitedPassagesQueryVariables>;
export const AgentContextBundleDocument = new TypedDocumentString(`
    query AgentContextBundle($query: String!, $tokenBudget: Int!) {
  contextBundle(query: $query, tokenBudget: $tokenBudget) {
    id
    sections {
      title
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
      }
    }
    cache {
      tags
      ttlSeconds
    }
  }
}
    `) as unknown as TypedDocumentString<AgentContextBundleQuery, AgentContextBundleQueryVariables>;
export const AgentSearchDocument = new TypedDocumentString(`
    query AgentSearch($query: String!, $first: Int!) {
  search(query: $query, first: $first, record: false) {
    hits {
      title
      position
      text
      chunk {
        id
      }
      file {
        hash
      }
    }
    cache {
      tags
      ttlSeconds
    }
  }
}
    `) as unknown as TypedDocumentString<AgentSearchQuery, AgentSearchQueryVariables>;
export const AgentSimilarFilesDocument = new TypedDocumentString(`
    query AgentSimilarFiles($file: _Any!, $first: Int!) {
  _entities(representations: [$file]) {
    __typename
    ... on File {
      similar(first: $first) {
        title
        position
        text
        chunk {
          id
        }
        file {
          hash
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AgentSimilarFilesQuery, AgentSimilarFilesQueryVariables>;