import { getOperationAST, parse, print } from 'graphql';
import { hashOperation } from '../../gateway/persisted-operations/hash-operation.ts';
import type { OperationFile } from './operations.ts';

/** The manifest of operations as Apollo's client tools read it: each by its hash, printed as clients print it. */
export function printOperationManifest(operations: readonly OperationFile[]): string {
  const manifest = {
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: operations.map(readEntry),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function readEntry(file: OperationFile) {
  const document = parse(file.text);
  const operation = getOperationAST(document);
  if (!operation?.name) throw new Error(`${file.name} must hold one operation, with a name.`);
  const body = print(document);
  return { id: hashOperation(body), name: operation.name.value, type: operation.operation, body };
}
