import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  print,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { KeepingPause } from './keeping-pause.ts';
import type { RootCacheTags } from './root-cache-tags.ts';

/** A query that may be answered from the response cache. */
export interface CacheableOperation {
  /** Its text with the fragments that it uses, printed anew: comments and white space do not matter. */
  readonly text: string;
  /** Names of its variables; others that a client sends do not matter. */
  readonly variableNames: readonly string[];
  /** Its root fields, for the tags that depend on arguments. */
  readonly rootFields: readonly FieldNode[];
  /** On when a subgraph has just forbidden to keep an answer to it. */
  readonly pause: KeepingPause;
}

/** What differs from request to request even when nothing changed, by type and by field. */
const perRequestTypes: ReadonlySet<string> = new Set(['CacheInfo', 'Job']);
const perRequestFields: ReadonlySet<string> = new Set([
  'SearchResult.sessionId',
  'SearchResult.tookMs',
]);

/**
 * The operation when it may be cached: a query whose every root field says with `@cacheTag` what drops it, and
 * that asks for nothing per request. Else null. How long is the subgraphs' to say, in their `Cache-Control`.
 */
export function readCacheableOperation(
  document: DocumentNode,
  operationName: string | null,
  graph: { schema: GraphQLSchema; rootCacheTags: RootCacheTags },
): CacheableOperation | null {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== 'query') return null;
  const own = separateOperations(document)[operation.name?.value ?? ''];
  const rootFields = own && readRootFields(own, graph);
  if (!rootFields || rootFields.length === 0) return null;
  const variables = operation.variableDefinitions ?? [];
  const variableNames = variables.map(({ variable }) => variable.name.value);
  return { text: print(own), variableNames, rootFields, pause: new KeepingPause() };
}

/** The fields of `Query` that the document asks for; null when it asks for anything that may not be cached. */
function readRootFields(
  document: DocumentNode,
  graph: { schema: GraphQLSchema; rootCacheTags: RootCacheTags },
): FieldNode[] | null {
  const { schema, rootCacheTags } = graph;
  const typeInfo = new TypeInfo(schema);
  const rootFields: FieldNode[] = [];
  let isCacheable = true;
  const Field = (node: FieldNode) => {
    const name = node.name.value;
    const parent = typeInfo.getParentType();
    if (parent === schema.getQueryType()) {
      rootFields.push(node);
      if (!rootCacheTags.has(name)) isCacheable = false;
    }
    const type = getNamedType(typeInfo.getType());
    if (perRequestTypes.has(type?.name ?? '') || perRequestFields.has(`${parent?.name}.${name}`)) {
      isCacheable = false;
    }
  };
  visit(document, visitWithTypeInfo(typeInfo, { Field }));
  return isCacheable ? rootFields : null;
}
