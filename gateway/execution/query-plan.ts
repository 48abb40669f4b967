import type { Experimental_DidResolveQueryPlanCallback, GraphQLDataSource } from '@apollo/gateway';

/** An operation as the gateway library hands it over, between planning and executing it. */
export type PlannedOperation = Parameters<Experimental_DidResolveQueryPlanCallback>[0];

type AnyNode = NonNullable<PlannedOperation['queryPlan']['node']>;
/** Something to do to answer an operation. */
export type PlanNode = AnyNode | Extract<AnyNode, { kind: 'Sequence' }>['nodes'][number];
/** One call to a subgraph. */
export type FetchNode = Extract<PlanNode, { kind: 'Fetch' }>;
/** What a subgraph must be told of an entity to find it. */
export type Requirement = NonNullable<FetchNode['requires']>[number];
/** A change to what is sent to a subgraph, or to what comes back. */
export type Rewrite = NonNullable<FetchNode['inputRewrites']>[number];
/** A place in the answer, with `@` for "each element". */
export type PlanPath = readonly (string | number)[];
/** The subgraphs by name. */
export type DataSources = Readonly<Record<string, GraphQLDataSource>>;
