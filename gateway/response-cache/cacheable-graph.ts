import { createHash } from 'node:crypto';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { type CacheableOperation, readCacheableOperation } from './cacheable-operation.ts';
import { type EntityCacheTags, readEntityCacheTags } from './entity-cache-tags.ts';
import { type RootCacheTags, readRootCacheTags } from './root-cache-tags.ts';

/** The schema that operations are judged by; replaced as a whole when the supergraph changes. */
export interface CacheableGraph {
  /** Differs between any two supergraphs: an answer given under one is not found under another. */
  readonly id: string;
  readonly schema: GraphQLSchema;
  readonly rootCacheTags: RootCacheTags;
  readonly entityCacheTags: EntityCacheTags;
  /** The operation when it may be cached, else null; judged once per document. */
  readonly operationOf: (
    document: DocumentNode,
    operationName: string | null,
  ) => CacheableOperation | null;
}

export function readCacheableGraph(schema: GraphQLSchema, supergraphSdl: string): CacheableGraph {
  const rootCacheTags = readRootCacheTags(supergraphSdl);
  const judged = new WeakMap<DocumentNode, Map<string | null, CacheableOperation | null>>();
  const operationOf: CacheableGraph['operationOf'] = (document, operationName) => {
    const ofDocument = judged.get(document) ?? new Map();
    judged.set(document, ofDocument);
    const known = ofDocument.get(operationName);
    if (known !== undefined) return known;
    const operation = readCacheableOperation(document, operationName, { schema, rootCacheTags });
    ofDocument.set(operationName, operation);
    return operation;
  };
  const id = createHash('sha256').update(supergraphSdl).digest('base64url');
  const entityCacheTags = readEntityCacheTags(supergraphSdl);
  return { id, schema, rootCacheTags, entityCacheTags, operationOf };
}
