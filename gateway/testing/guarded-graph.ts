import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControl } from '@apollo/server/plugin/cacheControl';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify from 'fastify';
import { parse } from 'graphql';

const link = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.12"
  import: ["@key", "@cacheTag", "@authenticated", "@requiresScopes", "@policy"]
)`;

/** People and what they own, some of it not for everybody; pay comes from another subgraph than people. */
export const guardedContracts = {
  people: `${link}
    type Query {
      me: Person @authenticated
      people: [Person!]! @cacheTag(format: "people")
      node(id: ID!): Node
      thing(id: ID!): Thing
      vault: Vault
    }
    type Mutation { hide(id: ID!): Person @requiresScopes(scopes: [["write"]])  show(id: ID!): Person }
    interface Node { id: ID! label: String! }
    type Person implements Node @key(fields: "id") {
      id: ID! label: String! name: String!
      email: String @requiresScopes(scopes: [["people", "email"], ["admin"]])
      birth: String! @authenticated
      friends: [Person!]
    }
    type Note implements Node @key(fields: "id") { id: ID! label: String! @authenticated text: String }
    union Thing = Person | Vault
    type Vault @requiresScopes(scopes: [["vault"]]) { gold: Int }`,
  payroll: `${link}
    type Person @key(fields: "id") { id: ID! salary: Int @requiresScopes(scopes: [["pay"]]) code: Secret }
    scalar Secret @authenticated`,
} as const;

const person = (id: string) => ({
  __typename: 'Person',
  id,
  label: `label of ${id}`,
  name: `name of ${id}`,
  email: `${id}@example.com`,
  birth: '1970-01-01',
  friends: [{ __typename: 'Person', id: 'eve', name: 'name of eve', birth: '1980-01-01' }],
});

const vault = { __typename: 'Vault', gold: 7 };

/** Two subgraphs over HTTP and the supergraph that they make, in a file. */
export interface GuardedGraph {
  readonly supergraphPath: string;
  /** Documents that each subgraph was sent. */
  readonly calls: Readonly<Record<keyof typeof guardedContracts, string[]>>;
  /** People whom a mutation has hidden. */
  readonly hiddenPeople: string[];
  close(): Promise<void>;
}

export async function startGuardedGraph(): Promise<GuardedGraph> {
  const calls = { people: [] as string[], payroll: [] as string[] };
  const hiddenPeople: string[] = [];
  const people = await startSubgraph('people', calls.people, peopleResolvers(hiddenPeople));
  const payroll = await startSubgraph('payroll', calls.payroll, {
    Person: { salary: () => 1000, code: () => 'x-1' },
  });
  const folder = await mkdtemp(join(tmpdir(), 'guarded-'));
  const supergraphPath = join(folder, 'supergraph.graphql');
  await writeFile(supergraphPath, compose({ people: people.url, payroll: payroll.url }));
  return {
    ...{ supergraphPath, calls, hiddenPeople },
    close: async () => {
      await Promise.all([people.close(), payroll.close()]);
      await rm(folder, { recursive: true });
    },
  };
}

function peopleResolvers(hiddenPeople: string[]): GraphQLResolverMap<unknown> {
  return {
    Query: {
      me: () => person('ada'),
      people: () => [person('ada'), person('bob')],
      node: (_, { id }) =>
        id === 'note' ? { __typename: 'Note', id, label: 'secret', text: 'open' } : person(id),
      thing: (_, { id }) => (id === 'vault' ? vault : person(id)),
      vault: () => vault,
    },
    Mutation: {
      hide: (_, { id }) => {
        hiddenPeople.push(id);
        return person(id);
      },
      show: (_, { id }) => person(id),
    },
  };
}

function compose(urls: Readonly<Record<keyof typeof guardedContracts, string>>): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(guardedContracts).map(([name, sdl]) => ({
      name,
      url: `${urls[name as keyof typeof guardedContracts]}/graphql`,
      typeDefs: parse(sdl),
    })),
  );
  if (supergraphSdl === undefined) throw new Error(String(errors));
  return supergraphSdl;
}

async function startSubgraph(
  name: keyof typeof guardedContracts,
  calls: string[],
  resolvers: GraphQLResolverMap<unknown>,
) {
  const app = Fastify();
  const apollo = new ApolloServer({
    schema: buildSubgraphSchema([{ typeDefs: parse(guardedContracts[name]), resolvers }]),
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginCacheControl({ defaultMaxAge: 60 }),
    ],
  });
  await apollo.start();
  app.addHook('preHandler', async ({ body }) => {
    calls.push((body as { query: string }).query);
  });
  app.post('/graphql', fastifyApolloHandler(apollo));
  return { url: await app.listen({ port: 0, host: '127.0.0.1' }), close: () => app.close() };
}
