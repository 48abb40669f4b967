import { composeServices } from '@apollo/composition';
import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { type GraphQLSchema, parse, validate } from 'graphql';
import { gql } from 'graphql-tag';
import pino from 'pino';
import type { Executor, OperationRequest, OperationResult } from '../../gateway-types.ts';
import { CompiledPlans } from '../compiled-plans.ts';
import type { ExecutionWay } from '../execution-way.ts';
import type { MadeUpOperation } from './made-up-operation.ts';
import type { Fault } from './same-faults.ts';

/** The library's executor and the compiled plans over the same subgraphs. */
export interface TwoExecutors {
  readonly schema: GraphQLSchema;
  /** Operations that the compiled plans were asked for, by how they were executed. */
  readonly counts: Readonly<Record<ExecutionWay, number>>;
  /** Both answers, the library's first; undefined when the operation is not valid. */
  run(
    operation: MadeUpOperation,
    context: object,
  ): Promise<readonly [ReadAnswer, ReadAnswer] | undefined>;
}

/** An answer as a client would read it; errors in any order, because what runs side by side has none. */
export interface ReadAnswer {
  readonly isRefused: boolean;
  readonly data?: unknown;
  readonly errors?: readonly string[] | undefined;
  readonly faults?: readonly Fault[];
}

export async function createTwoExecutors(
  schemas: Readonly<Record<string, string>>,
  createSource: (name: string, sdl: string) => GraphQLDataSource,
): Promise<TwoExecutors> {
  // biome-ignore lint/style/noProcessEnv: as main.ts does, so that nothing calls the outside
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
  const logger = pino({ level: 'silent' });
  const counts = { compiled: 0, planned: 0, notCovered: 0 };
  const plans = new CompiledPlans(logger, (how) => {
    counts[how]++;
  });
  const library = new ApolloGateway({
    logger,
    supergraphSdl: compose(schemas),
    buildService: ({ name }) => createSource(name, schemas[name] ?? ''),
    experimental_didResolveQueryPlan: plans.learn,
  });
  let schema: GraphQLSchema | undefined;
  library.onSchemaLoadOrUpdate(({ apiSchema }) => {
    schema = apiSchema;
  });
  const { executor: compiled } = await plans.inFrontOf(library).load({
    apollo: {},
  });
  if (schema === undefined || compiled === null) throw new Error('the gateway did not load');
  const loaded = schema;
  return {
    schema: loaded,
    counts,
    run: async (operation, context) => {
      const document = parse(operation.query);
      if (validate(loaded, document).length > 0) return undefined;
      const request = () => createRequest(operation, document, context);
      return [await answerOf(library.executor, request()), await answerOf(compiled, request())];
    },
  };
}

function compose(schemas: Readonly<Record<string, string>>): string {
  const services = Object.entries(schemas).map(([name, sdl]) => ({
    name,
    typeDefs: gql(sdl),
    url: `http://${name}`,
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(errors?.map(String).join('\n'));
  return supergraphSdl;
}

function createRequest(
  { query, variables }: MadeUpOperation,
  document: unknown,
  context: object,
): OperationRequest {
  return {
    request: { query, variables: structuredClone(variables) },
    document,
    queryHash: query,
    context,
    metrics: {},
    source: query,
  } as unknown as OperationRequest;
}

async function answerOf(execute: Executor, request: OperationRequest): Promise<ReadAnswer> {
  let result: OperationResult;
  try {
    result = await execute(request);
  } catch {
    return { isRefused: true };
  }
  const { data, errors, extensions } = JSON.parse(JSON.stringify(result, messagesToo));
  return {
    isRefused: false,
    data,
    errors: errors?.map((error: unknown) => JSON.stringify(error)).sort(),
    faults: extensions?.valueCompletion ?? [],
  };
}

/** A plain `Error` is an error of an answer too. */
function messagesToo(_: string, value: unknown): unknown {
  return value instanceof Error && !('toJSON' in value) ? { message: value.message } : value;
}
