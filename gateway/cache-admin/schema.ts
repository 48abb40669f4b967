import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLSchema } from 'graphql';
import { gql } from 'graphql-tag';
import type { Cache } from '../../subgraphs/shared/cache/types.ts';
import {
  type CacheServiceName,
  readCacheStats,
} from '../../subgraphs/shared/service/cache-stats.ts';
import type { GatewayContext } from '../context.ts';
import type { CacheAdmin } from './cache-admin.ts';
import type { InvalidateInput } from './invalidate-input.ts';

const sdlPath = new URL('../../schema/cache-admin.graphql', import.meta.url);

interface ClearCacheArgs {
  readonly services?: readonly CacheServiceName[] | null;
  readonly kinds?: readonly string[] | null;
}

interface InvalidateArgs {
  readonly input: InvalidateInput & Pick<ClearCacheArgs, 'services'>;
}

/** The gateway's own small subgraph. */
export function createCacheAdminSchema(cache: Cache, admin: CacheAdmin): GraphQLSchema {
  const resolvers = {
    Query: { cacheStats: () => ({}) },
    CacheStatsByService: { gateway: () => readCacheStats('GATEWAY', cache) },
    Mutation: {
      clearCache: (_: unknown, args: ClearCacheArgs, context: GatewayContext) => {
        context.requireAdmin();
        return admin.clear(args, context.requestId);
      },
      invalidate: (_: unknown, { input }: InvalidateArgs, context: GatewayContext) => {
        context.requireAdmin();
        return admin.invalidate(input, context.requestId);
      },
    },
  };
  return buildSubgraphSchema([{ typeDefs: gql(readFileSync(sdlPath, 'utf8')), resolvers }]);
}
