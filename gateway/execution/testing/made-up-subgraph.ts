import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DocumentNode, execute, type GraphQLSchema, isAbstractType, parse } from 'graphql';
import { gql } from 'graphql-tag';
import { spoil } from './faults.ts';
import { entityOf, hashOf, type MadeUpContext, resolveMadeUp } from './made-up-values.ts';

/** A subgraph inside this process whose every answer is made up, and sometimes wrong. */
export class MadeUpSubgraph implements GraphQLDataSource {
  readonly #name: string;
  readonly #schema: GraphQLSchema;
  readonly #documents = new Map<string, DocumentNode>();

  constructor(name: string, sdl: string) {
    this.#name = name;
    this.#schema = createSchema(sdl);
  }

  async process({ request, context }: GraphQLDataSourceProcessOptions) {
    const { query = '', variables } = request;
    const { seed } = context as MadeUpContext;
    const document = this.#documents.get(query) ?? parse(query);
    this.#documents.set(query, document);
    const result = await execute({
      schema: this.#schema,
      document,
      variableValues: variables ?? {},
      contextValue: { seed },
      fieldResolver: resolveMadeUp,
    });
    // As over HTTP: objects of the caller's own.
    const { data, errors } = JSON.parse(JSON.stringify(result));
    return spoil({ data, ...(errors && { errors }) }, hashOf(seed, this.#name, query), seed);
  }
}

function createSchema(sdl: string): GraphQLSchema {
  const schema = buildSubgraphSchema(gql(sdl));
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type) && type.name !== '_Entity') {
      type.resolveType = ({ __typename }: { __typename: string }) => __typename;
    }
    if (!type.name.startsWith('_')) {
      // Where the library looks for a resolver map's `__resolveReference`.
      type.extensions = { apollo: { subgraph: { resolveReference } } };
    }
  }
  return schema;
}

function resolveReference(reference: Record<string, unknown>): Record<string, unknown> {
  const id = String(reference['id'] ?? reference['code']);
  return {
    ...entityOf(id),
    ...reference,
    ...(reference['__typename'] === 'Product' && { __typename: entityOf(id)['__typename'] }),
  };
}
