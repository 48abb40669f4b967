import { GraphQLDateTimeISO, GraphQLJSON } from 'graphql-scalars';

/** The graph's two scalars of its own: ISO 8601 date-times (`Date` inside) and any JSON value. */
export const scalars = { DateTime: GraphQLDateTimeISO, JSON: GraphQLJSON };
