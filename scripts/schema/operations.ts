import { readdirSync, readFileSync } from 'node:fs';
import { type GraphQLSchema, parse, validate } from 'graphql';

const folder = new URL('../../schema/operations/', import.meta.url);

/** One named operation that clients send. */
export interface OperationFile {
  readonly name: string;
  readonly text: string;
}

/** The files of `schema/operations/`. */
export function readOperations(): OperationFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));
}

/** What is wrong with an operation against the API schema; empty when nothing is. */
export function checkOperation(schema: GraphQLSchema, operation: OperationFile): string[] {
  try {
    return validate(schema, parse(operation.text)).map(
      ({ message }) => `${operation.name}: ${message}`,
    );
  } catch (error) {
    return [`${operation.name}: ${String(error)}`];
  }
}
