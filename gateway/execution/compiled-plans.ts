import { buildASTSchema, type DocumentNode, type GraphQLSchema, parse } from 'graphql';
import type { Logger } from 'pino';
import type { Gateway, OperationRequest, OperationResult } from '../gateway-types.ts';
import { asksForMore } from './asks-for-more.ts';
import { type CompiledOperation, compileOperation } from './compiled-operation.ts';
import type { ExecutionWay } from './execution-way.ts';
import { NotCoveredError } from './not-covered-error.ts';
import type { PlannedOperation } from './query-plan.ts';

/** What is known of the operations of one document, by name; null: not covered. */
type KnownOperations = Map<string, CompiledOperation | null>;

/** The plans of one supergraph. A document that nobody holds any more takes its plans with it. */
interface PlannedGraph {
  readonly apiSchema: GraphQLSchema;
  readonly supergraphSchema: () => GraphQLSchema;
  readonly operations: WeakMap<DocumentNode, KnownOperations>;
}

/**
 * Query plans compiled once per operation and supergraph. The library plans an operation and executes it the first time; it
 * shows the plan on the way (`learn`), and from then on the compiled plan answers.
 */
export class CompiledPlans {
  readonly #logger: Logger;
  readonly #onExecuted: (how: ExecutionWay) => void;
  #graph: PlannedGraph | undefined;

  /** `onExecuted` is told of every operation. */
  constructor(logger: Logger, onExecuted: (how: ExecutionWay) => void) {
    this.#logger = logger;
    this.#onExecuted = onExecuted;
  }

  /** The gateway with these plans in front of its executor. It must have been made to tell `learn` of its plans. */
  inFrontOf(gateway: Gateway): Gateway {
    gateway.onSchemaLoadOrUpdate(({ apiSchema, coreSupergraphSdl }) => {
      const supergraphSchema = once(() => readSchema(coreSupergraphSdl));
      this.#graph = { apiSchema, supergraphSchema, operations: new WeakMap() };
    });
    return {
      onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
      stop: () => gateway.stop(),
      load: async (settings) => {
        const { executor } = await gateway.load(settings);
        if (executor === null) return { executor };
        return { executor: (request) => this.#execute(request) ?? executor(request) };
      },
    };
  }

  /** The library is about to execute this. */
  learn = (planned: PlannedOperation): void => {
    const graph = this.#graph;
    // Planned under a supergraph that has been replaced since.
    if (graph?.apiSchema !== planned.operationContext.schema) return;
    const { document, request } = planned.requestContext;
    const known: KnownOperations = graph.operations.get(document) ?? new Map();
    graph.operations.set(document, known);
    known.set(request.operationName ?? '', this.#compile(planned, graph));
  };

  /** Null when it cannot be done: the library executes everything that it plans. */
  #compile(planned: PlannedOperation, graph: PlannedGraph): CompiledOperation | null {
    try {
      return compileOperation(planned, graph.supergraphSchema);
    } catch (error) {
      const level = error instanceof NotCoveredError ? 'debug' : 'error';
      this.#logger[level]({ err: error }, 'the plan of an operation is not compiled');
      return null;
    }
  }

  #execute(request: OperationRequest): Promise<OperationResult> | undefined {
    const known = this.#graph?.operations.get(request.document);
    const operation = known?.get(request.request.operationName ?? '');
    if (operation === undefined) {
      this.#onExecuted('planned');
      return undefined;
    }
    const result = asksForMore(request) ? undefined : operation?.(request);
    this.#onExecuted(result === undefined ? 'notCovered' : 'compiled');
    return result;
  }
}

function readSchema(supergraphSdl: string): GraphQLSchema {
  return buildASTSchema(parse(supergraphSdl), { assumeValid: true, assumeValidSDL: true });
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
