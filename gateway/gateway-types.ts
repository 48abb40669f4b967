import type {
  ApolloGateway,
  GatewayConfig,
  GraphQLDataSourceProcessOptions,
} from '@apollo/gateway';
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { GatewayContext } from './context.ts';

/** What Apollo Server asks of a gateway. */
export type Gateway = ApolloServerOptionsWithGateway<GatewayContext>['gateway'];
/** Runs one validated operation. */
export type Executor = ApolloGateway['executor'];
/** One operation on its way through the gateway. */
export type OperationRequest = Parameters<Executor>[0];
/** What an operation gave. */
export type OperationResult = Awaited<ReturnType<Executor>>;
/** Where the gateway keeps its query plans. */
export type QueryPlanCache = NonNullable<NonNullable<GatewayConfig['queryPlannerConfig']>['cache']>;
/** One call to a subgraph. */
export type SubgraphCall = GraphQLDataSourceProcessOptions & {
  /** What comes back may be kept, and others may be waiting for it: it goes on when its client goes away. */
  readonly isLoad?: boolean;
};

/** The context that `createGatewayContext` made; Apollo's types forget it. Absent on health checks. */
export function contextOf(call: { context: object }): GatewayContext | undefined {
  return 'responseCache' in call.context ? (call.context as GatewayContext) : undefined;
}
