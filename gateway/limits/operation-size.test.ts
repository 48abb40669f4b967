import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, graphqlSync, Kind, parse, validate } from 'graphql';
import { measureOperation } from './operation-size.ts';

const schema = buildSchema(`
  type Query { node: Node  nodes(first: Int = 20): [Node!]!  page(first: Int, last: Int): Page! }
  type Mutation { write: Node }
  type Page { nodes: [Node!]!  total: Int  notes: [Node!]  node: Node }
  type Node { id: ID  tags: [String!]!  node: Node  nodes(first: Int = 5): [Node!]!  all: [Node] }
`);

function measure(text: string, variables: Record<string, unknown> = {}) {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  const { cost, ...size } = measureOperation(schema, document, operation);
  return { ...size, cost: cost(variables) };
}

describe('the size of an operation', () => {
  it('counts what it has, on every level', () => {
    const size = measure('{ x: node { id @skip(if: true) y: node { id } } node { id } }');

    expect(size).toEqual({
      rootFields: 2,
      depth: 3,
      fields: 6,
      aliases: 2,
      directives: 1,
      cost: 3,
    });
  });

  it('counts a fragment each time it is spread', () => {
    const size = measure(
      '{ node { ...N } other: node { ...N ... on Node { ...N } } } fragment N on Node { i: id node { id } }',
    );

    expect(size).toMatchObject({ fields: 11, aliases: 4, depth: 3, cost: 5 });
  });

  it('is known at once when fragments double at every step', () => {
    const steps = Array.from(
      { length: 200 },
      (_, step) => `fragment F${step} on Node { ...F${step + 1} ...F${step + 1} }`,
    );

    const size = measure(
      `{ node { ...F0 } } ${steps.join(' ')} fragment F200 on Node { node { id } }`,
    );

    expect(size).toMatchObject({ fields: 2 * 2 ** 200 + 1, cost: 2 ** 200 + 1 });
  });

  it('takes introspection for flat and free', () => {
    const size = measure(
      '{ __schema { types { fields { type { ofType { name } } } } } __typename }',
    );

    expect(size).toMatchObject({ depth: 1, cost: 0, fields: 7 });
  });
});

describe('the cost of an operation', () => {
  it.each([
    ['a list by its size', '{ nodes(first: 7) { id } }', {}, 7],
    ["a list by the schema's default", '{ nodes { id } }', {}, 20],
    ['lists within lists', '{ nodes(first: 7) { nodes(first: 3) { id } } }', {}, 7 * (1 + 3)],
    ['a list that nothing limits as ten', '{ node { all { id } } }', {}, 11],
    ['a list of values as nothing', '{ node { tags } }', {}, 1],
    ['the lists of a page by its size', '{ page(first: 4) { nodes { id } notes { id } } }', {}, 9],
    ['only the lists directly under a page', '{ page(first: 4) { node { all { id } } } }', {}, 12],
    ['by the larger of two sizes', '{ page(first: 4, last: 6) { nodes { id } } }', {}, 7],
    ['by a variable', 'query($n: Int) { nodes(first: $n) { id } }', { n: 8 }, 8],
    ["by a variable's default", 'query($n: Int = 9) { nodes(first: $n) { id } }', {}, 9],
    ['by the schema without the variable', 'query($n: Int) { nodes(first: $n) { id } }', {}, 20],
    ['what is no number as ten', 'query($n: Int) { nodes(first: $n) { id } }', { n: 'x' }, 10],
    ['a size below 0 as nothing', '{ nodes(first: -1) { id } }', {}, 0],
    ['ten for a field of a mutation', 'mutation { write { id } w: write { id } }', {}, 22],
  ])('counts %s', (_, text, variables, cost) => {
    expect(measure(text, variables).cost).toBe(cost);
  });
});

interface Field {
  readonly name: string;
  readonly inside: readonly Field[];
  /** What is inside is moved into a fragment of its own. */
  readonly isSpread: boolean;
}

const { fields } = fc.letrec<{ fields: Field[]; field: Field }>((tie) => ({
  fields: fc.array(tie('field'), { minLength: 1, maxLength: 3 }),
  field: fc.record({
    name: fc.constantFrom('node', 'all', 'nodes(first: 3)', 'nodes(first: $n)'),
    inside: fc.oneof({ maxDepth: 3 }, fc.constant([]), tie('fields')),
    isSpread: fc.boolean(),
  }),
}));

/** Aliases keep fields apart that would else have to be alike. */
function write(fields: readonly Field[], fragments: string[] | undefined, path = 'x'): string {
  const texts = fields.map(({ name, inside, isSpread }, index) => {
    const own = `${path}${index}`;
    if (inside.length === 0) return `${own}: id`;
    const text = write(inside, fragments, own);
    if (!isSpread || !fragments) return `${own}: ${name} { ${text} }`;
    fragments.push(`fragment ${own} on Node { ${text} }`);
    return `${own}: ${name} { ...${own} }`;
  });
  return texts.join(' ');
}

const operation = (text: string) => `query($n: Int) { node { ${text} } nodes(first: $n) { id } }`;

/** Answers with as many objects as it was asked for, and ten where nobody said. */
const node = (): object => ({
  id: 'x',
  node,
  nodes: ({ first }: { first: number }) => Array.from({ length: first }, node),
  all: () => Array.from({ length: 10 }, node),
});

function countObjects(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((total, item) => total + countObjects(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + countObjects(Object.values(value));
}

describe('any operation', () => {
  it('costs what it answers when every list is full', () => {
    fc.assert(
      fc.property(fields, fc.nat(5), (tree, n) => {
        const source = operation(write(tree, undefined));
        const { cost } = measure(source, { n });
        fc.pre(cost < 2_000);

        const variableValues = { n };
        const { data } = graphqlSync({ schema, source, rootValue: node(), variableValues });

        expect(countObjects(Object.values(data ?? {}))).toBe(cost);
      }),
      { numRuns: 50 },
    );
  });

  it('has the same size with fragments as without', () => {
    fc.assert(
      fc.property(fields, fc.nat(20), (tree, n) => {
        const fragments: string[] = [];
        const spread = `${operation(write(tree, fragments))} ${fragments.join(' ')}`;

        expect(measure(spread, { n })).toEqual(measure(operation(write(tree, undefined)), { n }));
      }),
    );
  });
});
