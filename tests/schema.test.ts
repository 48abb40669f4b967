import { readFileSync } from 'node:fs';
import { ApolloGateway } from '@apollo/gateway';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { describe, expect, it } from '@jest/globals';
import {
  type GraphQLNamedType,
  getNamedType,
  getOperationAST,
  getVariableValues,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  lexicographicSortSchema,
  parse,
  printSchema,
  visit,
} from 'graphql';
import { readRequirements } from '../gateway/authorization/read-requirements.ts';
import { readExampleOperations } from '../gateway/explorer/example-operations.ts';
import { withoutImplementedFeatures } from '../gateway/implemented-features.ts';
import { readApiSchema } from '../scripts/schema/api-schema.ts';
import {
  composeSupergraph,
  readSubgraphs,
  readSupergraphConfig,
  supergraphPath,
} from '../scripts/schema/compose-supergraph.ts';
import { reasonFor } from '../scripts/schema/expected-hints.ts';
import { checkOperation, readOperations } from '../scripts/schema/operations.ts';
import { findUndescribed } from '../scripts/schema/undescribed.ts';

const committed = readFileSync(supergraphPath, 'utf8');
const { sdl, hints } = composeSupergraph(readSubgraphs());
const operations = readOperations();

describe('the schema', () => {
  it('composes into the supergraph that is committed', () => {
    expect(sdl).toBe(committed);
  });

  it('says the version with which it is composed to whoever composes it with another tool', () => {
    const { dependencies } = JSON.parse(
      readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
    );

    expect(readSupergraphConfig().federation_version).toBe(
      `=${dependencies['@apollo/composition']}`,
    );
  });

  it('lets nothing be kept that agents answer, because the worker tells agents and the gateway of a change side by side', () => {
    const ages = readSubgraphs().map(({ name, sdl }) => [name, ...allowedAges(sdl)]);

    // One that was kept could be from before agents had heard of the change, and be kept after the gateway had.
    expect(ages).toContainEqual(['agents', 0]);
    expect(ages).toContainEqual(['retrieval', 0, 3600]);
  });

  it('protects nothing that a subscription gives, because the agents serve those themselves and know no `@authenticated`', () => {
    const needed = readRequirements(committed);
    const agents = readSubgraphs().find(({ name }) => name === 'agents');

    const given = givenBy('Subscription', agents?.sdl ?? '');

    expect(given).toEqual(expect.arrayContaining(['Run', 'Run.error', 'CacheInfo.tags']));
    expect(given.filter((coordinate) => needed.has(coordinate))).toEqual([]);
  });

  it('composes without a remark that nobody has looked at', () => {
    expect(hints.filter((hint) => reasonFor(hint) === undefined)).toEqual([]);
  });

  it.each(readSubgraphs())('describes every element of $name', (subgraph) => {
    expect(findUndescribed(subgraph.sdl)).toHaveLength(0);
  });

  it('describes every element that clients see', () => {
    expect(findUndescribed(printSchema(readApiSchema(committed)))).toHaveLength(0);
  });

  it('is checked as the gateway serves it', async () => {
    process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
    const gateway = new ApolloGateway({
      supergraphSdl: withoutImplementedFeatures(committed),
      logger: { debug() {}, info() {}, warn() {}, error() {} },
    });
    const { schema } = await gateway.load();
    await gateway.stop();

    const [served, checked] = [schema, readApiSchema(committed)].map((each) =>
      printSchema(lexicographicSortSchema(each)),
    );

    expect(served).toBe(checked);
  });

  it('takes the variables of every example of the explorer', async () => {
    const schema = readApiSchema(committed);
    const examples = await readExampleOperations();

    const results = examples.map(({ text, variables }) => {
      const definitions = getOperationAST(parse(text))?.variableDefinitions ?? [];
      return getVariableValues(schema, definitions, variables).errors ?? [];
    });

    expect(results.flat()).toEqual([]);
  });

  it('shares the same text of what every service has', () => {
    const textOf = (source: string, name: string) =>
      parse(source).definitions.find(
        (node) => node.kind === 'ObjectTypeDefinition' && node.name.value === name,
      )?.loc;
    const texts = readSubgraphs().map((subgraph) => {
      const loc = textOf(subgraph.sdl, 'CacheKindStats');
      return subgraph.sdl.slice(loc?.start, loc?.end);
    });

    expect(new Set(texts).size).toBe(1);
  });
});

describe('the operations of clients', () => {
  it.each(operations)('$name is valid', (operation) => {
    expect(checkOperation(readApiSchema(committed), operation)).toEqual([]);
  });

  it.each(operations)(
    '$name holds one operation of that name, with a word on what it is for',
    ({ name, text }) => {
      const [operation] = parse(text).definitions.filter(
        (node) => node.kind === 'OperationDefinition',
      );

      expect(`${operation?.name?.value}.graphql`).toBe(name);
      expect(text).toMatch(/^# \S+/);
    },
  );
});

describe('the lockfile', () => {
  it("holds one copy of graphql, because two refuse each other's schemas", () => {
    const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
    const copies = Object.keys(lock.packages).filter((path) =>
      /(^|\/)node_modules\/graphql$/.test(path),
    );

    expect(copies).toEqual(['node_modules/graphql']);
  });
});

/** Seconds for which a subgraph lets its answers be kept, by `@cacheControl`; it lets nothing be kept where that does not stand. */
function allowedAges(sdl: string): number[] {
  const ages = new Set<number>();
  visit(parse(sdl), {
    Directive: ({ name, arguments: given = [] }) => {
      const age = given.find((argument) => argument.name.value === 'maxAge')?.value;
      if (name.value === 'cacheControl' && age?.kind === Kind.INT) ages.add(Number(age.value));
    },
  });
  return [...ages].sort((a, b) => a - b);
}

/** Everything that can be asked for below a type of a subgraph, as `Type` and `Type.field`. */
function givenBy(root: string, sdl: string): string[] {
  const schema = buildSubgraphSchema(parse(sdl));
  const seen = new Map<string, string[]>();
  const look = (type: GraphQLNamedType | undefined): void => {
    if (type === undefined || seen.has(type.name)) return;
    const fields =
      isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    seen.set(type.name, [type.name, ...fields.map(({ name }) => `${type.name}.${name}`)]);
    for (const field of fields) look(getNamedType(field.type));
    if (isAbstractType(type)) for (const possible of schema.getPossibleTypes(type)) look(possible);
  };
  look(schema.getType(root));
  return [...seen.values()].flat();
}
