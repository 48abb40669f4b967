import { extendSchema, type GraphQLSchema, isObjectType, parse } from 'graphql';

/**
 * An API schema together with `_entities`, by which the services reach one another's entities and which is in no SDL
 * file. Every object type counts as an entity: composition checks keys, this only lets operations be read.
 */
export function withEntities(schema: GraphQLSchema): GraphQLSchema {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const entities = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__') && !roots.includes(type))
    .map(({ name }) => name);
  if (entities.length === 0) return schema;
  return extendSchema(
    schema,
    parse(`
      scalar _Any
      union _Entity = ${entities.join(' | ')}
      extend type ${schema.getQueryType()?.name ?? 'Query'} {
        _entities(representations: [_Any!]!): [_Entity]!
      }
    `),
  );
}
