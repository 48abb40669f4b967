import { type DocumentNode, type FieldNode, GraphQLError, type GraphQLSchema } from 'graphql';
import {
  contextOf,
  type Executor,
  type OperationRequest,
  type OperationResult,
} from '../gateway-types.ts';
import { findGuardedFields, type GuardedFields } from './guarded-fields.ts';
import type { HiddenField } from './hidden-shape.ts';
import { type FilteredOperation, hideFields } from './hide-fields.ts';
import { nullHidden } from './null-hidden.ts';
import type { Requirements } from './read-requirements.ts';
import { isMet } from './requirement.ts';

/** The schema that operations are judged by; replaced as a whole when the supergraph changes. */
export interface GuardedGraph {
  readonly schema: GraphQLSchema;
  readonly requirements: Requirements;
}

/** What is known of a document: judged once, filtered once for each set of fields that is hidden. */
interface Judged {
  readonly graph: GuardedGraph;
  readonly guarded: GuardedFields;
  readonly filtered: Map<string, FilteredOperation>;
}

/**
 * Executes operations without the fields that their callers may not ask for. It stands in front of the response cache, which
 * therefore keeps answers by what was left of an operation: two callers share one only when they may see the same.
 */
export function createAuthorizedExecutor(
  execute: Executor,
  graph: () => GuardedGraph | undefined,
): Executor {
  const judged = new WeakMap<DocumentNode, Judged>();
  const judge = (document: DocumentNode, current: GuardedGraph): Judged => {
    const known = judged.get(document);
    if (known?.graph === current) return known;
    const guarded = findGuardedFields(document, current.schema, current.requirements);
    const fresh = { graph: current, guarded, filtered: new Map() };
    judged.set(document, fresh);
    return fresh;
  };
  return async (request) => {
    const current = graph();
    if (!current || current.requirements.size === 0) return execute(request);
    const known = judge(request.document, current);
    if (known.guarded.size === 0) return execute(request);
    const result = await executeFor(execute, request, known);
    // Nothing outside, as a proxy, knows whose answer this is.
    request.overallCachePolicy.restrict({ maxAge: 0 });
    return result;
  };
}

async function executeFor(
  execute: Executor,
  request: OperationRequest,
  known: Judged,
): Promise<OperationResult> {
  const hidden = findHidden(request, known.guarded);
  if (hidden.size === 0) return execute(request);
  const { shape, ...allowed } = filter(request, hidden, known);
  const result = await execute({ ...request, ...allowed });
  if (!result.data) return result;
  const reached = new Set<HiddenField>();
  const data = nullHidden(result.data, shape, (field) => reached.add(field));
  const errors = [...(result.errors ?? []), ...[...reached].map(unauthorized)];
  return { ...result, data, ...(errors.length > 0 && { errors }) };
}

/** Without a caller, as in a health check, nobody is asking. */
function findHidden(request: OperationRequest, guarded: GuardedFields): ReadonlySet<FieldNode> {
  const caller = contextOf(request);
  const hidden = new Set<FieldNode>();
  for (const [node, needed] of guarded)
    if (!caller || !needed.every((requirement) => isMet(requirement, caller))) hidden.add(node);
  return hidden;
}

function filter(
  request: OperationRequest,
  hidden: ReadonlySet<FieldNode>,
  known: Judged,
): FilteredOperation {
  const marks = [...known.guarded.keys()].map((node) => (hidden.has(node) ? '1' : '0'));
  const key = `${marks.join('')}${request.operationName ?? ''}`;
  const filtered =
    known.filtered.get(key) ??
    hideFields(request.document, request.operationName, { schema: known.graph.schema, hidden });
  known.filtered.set(key, filtered);
  return filtered;
}

function unauthorized({ path }: HiddenField): GraphQLError {
  return new GraphQLError('Unauthorized field or type', {
    path,
    extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' },
  });
}
