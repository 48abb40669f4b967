import { type DocumentNode, Kind, parse } from 'graphql';

/**
 * The operation of a document that is meant. GraphiQL reads a document a tenth of a second after it changed: when somebody opens a tab
 * and runs it at once, `named` is still the operation of the tab before. Where it is none of the document's and there is only one,
 * that one is meant; else `named` stays, and the graph says what is wrong.
 */
export function nameOperation(document: string, named: string | undefined): string | undefined {
  const names = operationsOf(document);
  if (names.includes(named)) return named;
  return names.length === 1 ? names[0] : named;
}

function operationsOf(document: string): (string | undefined)[] {
  let parsed: DocumentNode;
  try {
    parsed = parse(document, { noLocation: true });
  } catch {
    return [];
  }
  return parsed.definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .map(({ name }) => name?.value);
}
