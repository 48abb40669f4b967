import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  validate,
} from 'graphql';
import type { Logger } from 'pino';
import { createFormatError } from '../../shared/service/format-error.ts';

/** A subscription is short; a flood of tokens is refused before it costs anything. */
const MAX_TOKENS = 2000;

/** What a client sends, over whichever transport. */
export interface SubscriptionRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** What is to be subscribed to, its context left out; or what is wrong with it. */
export function prepareSubscription(
  schema: GraphQLSchema,
  { query, operationName, variables }: SubscriptionRequest,
): { readonly args: ExecutionArgs } | { readonly errors: readonly GraphQLError[] } {
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: MAX_TOKENS });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { errors: [refuse(error.message, 'GRAPHQL_PARSE_FAILED')] };
  }
  const errors = validate(schema, document);
  if (errors.length > 0) return { errors };
  if (getOperationAST(document, operationName)?.operation !== 'subscription') {
    const message = 'Expected one subscription; queries and mutations go to POST /graphql.';
    return { errors: [refuse(message, 'BAD_USER_INPUT')] };
  }
  return {
    args: {
      schema,
      document,
      operationName: operationName ?? null,
      variableValues: variables ?? null,
    },
  };
}

export function refuse(message: string, code: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** Makes of errors and of results with errors what a client may see. */
export function createErrorMask(logger: Logger) {
  const format = createFormatError(logger);
  const maskErrors = (errors: readonly GraphQLError[]): GraphQLFormattedError[] =>
    errors.map((error) => format(error.toJSON(), error));
  const maskResult = ({ errors, ...result }: ExecutionResult): FormattedExecutionResult =>
    errors === undefined ? result : { ...result, errors: maskErrors(errors) };
  return { maskErrors, maskResult };
}
