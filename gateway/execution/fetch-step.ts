import type { GraphQLDataSource } from '@apollo/gateway';
import { GraphQLDataSourceRequestKind } from '@apollo/gateway/dist/datasources/types.js';
import type { GraphQLSchema } from 'graphql';
import { AnswerObject } from './answer-object.ts';
import type { ExecutionState, Step } from './execution-state.ts';
import type { JsonObject } from './json-object.ts';
import { mergeInto } from './merge-into.ts';
import type { DataSources, FetchNode, PlanPath } from './query-plan.ts';
import { compileRepresentation } from './representation.ts';
import { compileRewrites } from './rewrites.ts';
import { toClientErrors } from './subgraph-error.ts';
import { toGraphQLError } from './to-graphql-error.ts';

/** What a plan is compiled against. */
export interface PlanSurroundings {
  readonly dataSources: DataSources;
  readonly supergraphSchema: () => GraphQLSchema;
}

/** Compiles one call to a subgraph. Whatever goes wrong is an error of the answer, and the rest of the plan goes on. */
export function compileFetch(
  fetch: FetchNode,
  path: PlanPath,
  surroundings: PlanSurroundings,
): Step {
  const source = surroundings.dataSources[fetch.serviceName];
  const schema = surroundings.supergraphSchema();
  const send = createSender({ fetch, path, source });
  const run = fetch.requires
    ? fetchEntities(fetch, schema, send)
    : fetchFields(fetch, schema, send);
  return async (state, data) => {
    try {
      const objects = Array.isArray(data) ? data.filter((object) => object != null) : [data];
      if (objects.length > 0) await run(state, objects);
    } catch (error) {
      state.errors.push(toGraphQLError(error));
    }
  };
}

type Send = (state: ExecutionState, variables: JsonObject) => Promise<unknown>;
type Run = (state: ExecutionState, objects: readonly JsonObject[]) => Promise<void>;

function fetchFields(fetch: FetchNode, schema: GraphQLSchema, send: Send): Run {
  const rewrite = compileRewrites(fetch.outputRewrites, schema);
  return async (state, objects) => {
    const data = await send(state, variablesOf(fetch, state));
    rewrite?.(data);
    for (const object of objects) mergeInto(object, data);
  };
}

function fetchEntities(fetch: FetchNode, schema: GraphQLSchema, send: Send): Run {
  const build = compileRepresentation(fetch.requires ?? [], schema);
  const rewriteInput = compileRewrites(fetch.inputRewrites, schema);
  const rewriteOutput = compileRewrites(fetch.outputRewrites, schema);
  return async (state, objects) => {
    const representations: JsonObject[] = [];
    const entities: JsonObject[] = [];
    for (const object of objects) {
      const representation = build(object);
      if (!representation?.['__typename']) continue;
      rewriteInput?.(representation);
      representations.push(representation);
      entities.push(object);
    }
    if (entities.length === 0) return;
    const variables = withRepresentations(variablesOf(fetch, state), representations);
    const data = await send(state, variables);
    if (!data) return;
    readEntities(data, entities.length).forEach((received, at) => {
      const entity = entities[at];
      if (entity === undefined || !received) return;
      received['__typename'] ||= entity['__typename'];
      rewriteOutput?.(received);
      mergeInto(entity, received);
    });
  };
}

function withRepresentations(variables: JsonObject, representations: JsonObject[]): JsonObject {
  if ('representations' in variables) {
    throw new Error('Variables cannot contain key "representations"');
  }
  variables['representations'] = representations;
  return variables;
}

function readEntities(data: object, count: number): (JsonObject | null)[] {
  const entities = '_entities' in data ? data._entities : undefined;
  if (!Array.isArray(entities)) {
    throw new Error('Expected "data._entities" in response to be an array');
  }
  if (entities.length !== count) {
    throw new Error(`Expected "data._entities" to contain ${count} elements`);
  }
  return entities;
}

function variablesOf(fetch: FetchNode, { variables }: ExecutionState): JsonObject {
  const used = new AnswerObject();
  for (const name of fetch.variableUsages ?? []) {
    if (Object.hasOwn(variables, name)) used[name] = variables[name];
  }
  return used;
}

function createSender(site: {
  readonly fetch: FetchNode;
  readonly path: PlanPath;
  readonly source: GraphQLDataSource | undefined;
}): Send {
  const { fetch, path, source } = site;
  const { operation: query, operationName, operationDocumentNode: document, serviceName } = fetch;
  return async (state, variables) => {
    if (source === undefined) throw new Error(`Couldn't find service with name "${serviceName}"`);
    const { data, errors } = await source.process({
      kind: GraphQLDataSourceRequestKind.INCOMING_OPERATION,
      request: { query, variables, ...(operationName !== undefined && { operationName }) },
      incomingRequestContext: state.request,
      context: state.request.context,
      ...(document && { document }),
      pathInIncomingRequest: [...path],
    });
    if (errors) state.errors.push(...toClientErrors(errors, { fetch, path, root: state.data }));
    return data;
  };
}
