import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import { scalars } from '../../shared/service/scalars.ts';
import type { RetrievalContext } from '../context.ts';
import { Citation } from './citation.ts';
import { ContextBundle } from './context-bundle.ts';
import { File } from './file.ts';
import { Query } from './query.ts';
import { SearchHit } from './search-hit.ts';

/** Every type of the graph that retrieval resolves itself. */
export const resolvers: GraphQLResolverMap<RetrievalContext> = {
  DateTime: scalars.DateTime,
  Query,
  SearchHit,
  ContextBundle,
  Citation,
  File,
};
