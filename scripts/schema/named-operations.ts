import { readdirSync, readFileSync } from 'node:fs';
import { getOperationAST, parse } from 'graphql';

const repository = new URL('../../', import.meta.url);

/** Folders of operations, from the root of the repository: of clients, and of the agents to other services. */
export const operationFolders = ['schema/operations', 'subgraphs/agents/operations'] as const;

/** An operation that somebody sends, under the name by which its sender knows it. */
export interface NamedOperation {
  readonly name: string;
  /** Its file, from the root of the repository. */
  readonly file: string;
  readonly text: string;
}

/** Every operation of the folders above, as they are now. */
export function readNamedOperations(): NamedOperation[] {
  return operationFolders.flatMap((folder) =>
    readdirSync(new URL(folder, repository), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.graphql'))
      .sort()
      .map((name) => {
        const file = `${folder}/${name}`;
        return readNamedOperation(file, readFileSync(new URL(file, repository), 'utf8'));
      }),
  );
}

/** Reads one file of operations; a file that cannot be parsed is known by its path alone. */
export function readNamedOperation(file: string, text: string): NamedOperation {
  return { name: findName(text) ?? file, file, text };
}

function findName(text: string): string | undefined {
  try {
    return getOperationAST(parse(text))?.name?.value;
  } catch {
    return undefined;
  }
}
