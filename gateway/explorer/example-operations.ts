import { readFile } from 'node:fs/promises';

/** An operation to start from, with variables that fit it. */
export interface ExampleOperation {
  readonly name: string;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const folder = new URL('../../schema/operations/', import.meta.url);

const query = 'why did the cache evict conversations';
const reader = { name: 'Reader', goal: 'Answer from the files', tools: ['search'] };

/** In the order in which somebody who is new may want to try them; names of files in `schema/operations/`. */
const examples: Readonly<Record<string, ExampleOperation['variables']>> = {
  Search: { query, first: 5 },
  HomePage: { query },
  ContextBundle: { query, tokenBudget: 500 },
  Files: { first: 5 },
  CacheStats: {},
  CreateAgent: { input: reader },
  Ask: { input: { agentId: 'the id that CreateAgent gave', message: query } },
  Invalidate: { input: { searchPattern: '*cache*' } },
};

export function readExampleOperations(): Promise<readonly ExampleOperation[]> {
  return Promise.all(
    Object.entries(examples).map(async ([name, variables]) => ({
      name,
      text: await readFile(new URL(`${name}.graphql`, folder), 'utf8'),
      variables,
    })),
  );
}
