import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  print,
  visit,
} from 'graphql';
import { type HiddenShape, readHiddenShape } from './hidden-shape.ts';

/** An operation without the fields that its caller may not ask for. */
export interface FilteredOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly source: string;
  /** Differs from that of the whole operation: plans are kept by it. */
  readonly queryHash: string;
  /** Where the hidden fields are in an answer. */
  readonly shape: HiddenShape;
}

/**
 * Puts `__typename` under a name of its own in the place of each hidden field: whatever the fragments, the answer then has
 * that name wherever the field would have been, no subgraph is asked for it, and no mutation is carried out.
 */
export function hideFields(
  document: DocumentNode,
  operationName: string | null,
  options: { readonly schema: GraphQLSchema; readonly hidden: ReadonlySet<FieldNode> },
): FilteredOperation {
  const prefix = unusedPrefix(print(document));
  const aliases = new Map<string, FieldNode>();
  const filtered = visit(document, {
    Field: (node) => {
      if (!options.hidden.has(node)) return undefined;
      const alias = `${prefix}${aliases.size}`;
      aliases.set(alias, node);
      return standIn(node, alias);
    },
  });
  const operation = getOperationAST(filtered, operationName);
  if (!operation) throw new Error('the operation was found before, and is gone');
  const source = print(filtered);
  return {
    document: filtered,
    operation,
    source,
    queryHash: createHash('sha256').update(source).digest('hex'),
    shape: readHiddenShape(filtered, operation, { schema: options.schema, aliases }),
  };
}

function standIn({ directives }: FieldNode, alias: string): FieldNode {
  return {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: alias },
    name: { kind: Kind.NAME, value: '__typename' },
    ...(directives && { directives }),
  };
}

function unusedPrefix(text: string): string {
  let prefix = '__hidden';
  while (text.includes(prefix)) prefix += '_';
  return prefix;
}
