import { type GraphQLDataSource, LocalGraphQLDataSource } from '@apollo/gateway';
import type { GraphQLError, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { createFormatError } from '../../subgraphs/shared/service/format-error.ts';
import { NO_STORE, restrictCachePolicy } from '../cache-policy.ts';
import type { SubgraphCall } from '../gateway-types.ts';

/**
 * A subgraph inside this process, with the manners of one outside: its errors carry codes and are masked, and its
 * answers say that they may not be kept (the library's local source says nothing, which would leave them cacheable).
 */
export class LocalDataSource implements GraphQLDataSource {
  readonly #source: LocalGraphQLDataSource;
  readonly #formatError: (
    formatted: GraphQLFormattedError,
    error: unknown,
  ) => GraphQLFormattedError;

  constructor(schema: GraphQLSchema, logger: Logger) {
    this.#source = new LocalGraphQLDataSource(schema);
    this.#formatError = createFormatError(logger);
  }

  async process(call: SubgraphCall) {
    restrictCachePolicy(call, NO_STORE);
    const { data, errors } = await this.#source.process(call);
    return {
      data: data ?? null,
      ...(errors && { errors: errors.map((error) => this.#format(error)) }),
    };
  }

  #format(error: GraphQLFormattedError): GraphQLFormattedError {
    return this.#formatError('toJSON' in error ? (error as GraphQLError).toJSON() : error, error);
  }
}
