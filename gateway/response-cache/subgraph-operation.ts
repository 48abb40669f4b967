import { type DocumentNode, type FieldNode, Kind, parse, print, visit } from 'graphql';
import { KeepingPause } from './keeping-pause.ts';

/** What one query to a subgraph asks for, as far as a cache must know. */
export interface SubgraphOperation {
  readonly kind: 'root' | 'entity';
  /** Without the operation's name, which says from which operation of a client it was made. */
  readonly text: string;
  /** Fields of `Query`; for entities `_entities` alone. */
  readonly rootFields: readonly FieldNode[];
  /** On when the subgraph has just forbidden to keep an answer. */
  readonly pause: KeepingPause;
}

/** Undefined for what is no query of plain root fields or of entities. */
export function readSubgraphOperation(query: string): SubgraphOperation | undefined {
  const document = parse(query, { noLocation: true });
  const [operation, ...rest] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || operation.operation !== 'query')
    return undefined;
  if (rest.some(({ kind }) => kind === Kind.OPERATION_DEFINITION)) return undefined;
  const rootFields: FieldNode[] = [];
  for (const selection of operation.selectionSet.selections) {
    if (selection.kind !== Kind.FIELD) return undefined;
    rootFields.push(selection);
  }
  const asksEntities = rootFields.some(({ name }) => name.value === '_entities');
  if (asksEntities && (rootFields.length > 1 || rootFields[0]?.alias !== undefined))
    return undefined;
  const kind = asksEntities ? 'entity' : 'root';
  return { kind, text: print(withoutName(document)), rootFields, pause: new KeepingPause() };
}

function withoutName(document: DocumentNode): DocumentNode {
  return visit(document, { OperationDefinition: ({ name: _, ...operation }) => operation });
}
