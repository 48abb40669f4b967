import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { gql } from 'graphql-tag';

/** An argument of the graph that takes an id, wherever it stands, and what is needed to ask with it. */
export interface IdArgument {
  /** `Mutation.ask(input.sessionId)` */
  readonly name: string;
  readonly operation: 'query' | 'mutation';
  readonly field: GraphQLField<unknown, unknown>;
  readonly path: readonly string[];
}

interface Input {
  readonly name: string;
  readonly type: GraphQLInputType;
}

/** Answers differ in these from one asking to the next. */
const volatile: ReadonlySet<string> = new Set([
  'cache',
  'cursor',
  'startCursor',
  'endCursor',
  'tookMs',
]);
const DEEPEST = 5;

export function readAgentsSchema(): GraphQLSchema {
  const path = new URL('../../../schema/agents.graphql', import.meta.url);
  return buildSubgraphSchema(gql(readFileSync(path, 'utf8')));
}

/** Every argument of `Query` and `Mutation` that takes an id, inside input objects too. */
export function listIdArguments(schema: GraphQLSchema): IdArgument[] {
  return (['query', 'mutation'] as const).flatMap((operation) => {
    const root = operation === 'query' ? schema.getQueryType() : schema.getMutationType();
    return Object.values(root?.getFields() ?? {}).flatMap((field) =>
      field.args.flatMap(pathsOfIds).map((path): IdArgument => {
        const name = `${root?.name}.${field.name}(${path.join('.')})`;
        return { name, operation, field, path };
      }),
    );
  });
}

/** Asks for all that the field can give, a few levels deep; `inputs` are variables `$a`, `$b`… in the order of its arguments. */
export function writeOperation({ operation, field }: IdArgument): string {
  const variables = field.args.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const args = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  return `${operation}(${variables}) { ${field.name}(${args}) ${selectAll(field.type, 1)} }`;
}

/** The variables of that operation: what is required, and the argument in question with this id. */
export function fillVariables(
  { name, field, path }: IdArgument,
  id: string,
  fill: (argument: string) => unknown,
): Record<string, unknown> {
  const owner = name.slice(0, name.indexOf('('));
  const fillInput = (input: Input, above: readonly string[]): [string, unknown][] => {
    const here = [...above, input.name];
    const type = getNamedType(input.type);
    if (here.join() === path.join()) return [[input.name, id]];
    const isOnTheWay = here.every((part, at) => path[at] === part);
    if (!isNonNullType(input.type) && !isOnTheWay) return [];
    if (!isInputObjectType(type)) return [[input.name, fill(`${owner}(${here.join('.')})`)]];
    const inner = Object.values(type.getFields()).flatMap((part) => fillInput(part, here));
    return [[input.name, Object.fromEntries(inner)]];
  };
  return Object.fromEntries(field.args.flatMap((input) => fillInput(input, [])));
}

function pathsOfIds({ name, type }: Input): string[][] {
  const named = getNamedType(type);
  if (named.name === 'ID') return [[name]];
  if (!isInputObjectType(named)) return [];
  const inner = Object.values(named.getFields()).flatMap(pathsOfIds);
  return inner.map((path) => [name, ...path]);
}

function selectAll(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  const parts = Object.values(named.getFields()).flatMap((field) => {
    if (volatile.has(field.name) || field.args.some(({ type }) => isNonNullType(type))) return [];
    const isLeaf = !isObjectType(getNamedType(field.type));
    if (!isLeaf && depth === DEEPEST) return [];
    return [`${field.name} ${selectAll(field.type, depth + 1)}`];
  });
  return `{ __typename ${parts.join(' ')} }`;
}
