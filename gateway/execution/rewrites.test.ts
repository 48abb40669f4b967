import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import type { Rewrite } from './query-plan.ts';
import { compileRewrites } from './rewrites.ts';

const schema = buildSchema(`
  type Query { found: [Node] }
  interface Node { id: ID }
  type Book implements Node { id: ID }
  type Toy implements Node { id: ID }
`);

function rewrite(rewrites: Rewrite[], value: object): object {
  compileRewrites(rewrites, schema)?.(value);
  return JSON.parse(JSON.stringify(value));
}

describe('compileRewrites', () => {
  it('gives aliases of the planner their names back, in objects of the type', () => {
    const renamed: Rewrite[] = [
      { kind: 'KeyRenamer', path: ['found', '... on Book', 'id__alias_0'], renameKeyTo: 'id' },
    ];

    const value = rewrite(renamed, {
      found: [
        { __typename: 'Book', id__alias_0: 1 },
        { __typename: 'Toy', id__alias_0: 2 },
        { id__alias_0: 3 },
        null,
      ],
    });

    expect(value).toEqual({
      found: [
        { __typename: 'Book', id: 1 },
        { __typename: 'Toy', id__alias_0: 2 },
        { id: 3 },
        null,
      ],
    });
  });

  it('sets the type under which a subgraph knows an entity', () => {
    const set: Rewrite[] = [
      { kind: 'ValueSetter', path: ['... on Node', '__typename'], setValueTo: 'Node' },
    ];

    expect(rewrite(set, { __typename: 'Toy', id: 1 })).toEqual({ __typename: 'Node', id: 1 });
  });
});
