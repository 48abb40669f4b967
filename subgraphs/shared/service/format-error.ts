import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { hasErrorCode } from './domain-error.ts';
import { isErrorCode } from './error-code.ts';

/** Codes that Apollo Server gives to requests that it refuses itself; their messages speak of the request only. */
const requestFaults: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
]);

/**
 * The one door through which errors reach a client. Known codes keep code and message; anything else is
 * logged with its stack and answered as `Internal server error`, because Apollo masks nothing: a plain
 * `Error` would carry a Redis URL with its password to the client.
 */
export function createFormatError(logger: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const original = unwrapResolverError(error);
    const code = hasErrorCode(original) ? original.code : formatted.extensions?.['code'];
    if (isErrorCode(code) || requestFaults.has(code)) {
      return { ...formatted, extensions: publicExtensions(code, formatted) };
    }
    if (original instanceof GraphQLError && isDocumentFault(original)) {
      return { ...formatted, extensions: { code: 'BAD_USER_INPUT' } };
    }
    logger.error({ err: original, path: formatted.path }, 'unexpected error');
    return {
      message: 'Internal server error',
      ...(formatted.locations && { locations: formatted.locations }),
      ...(formatted.path && { path: formatted.path }),
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    };
  };
}

/** graphql-js' own complaints about variables and literals: no cause underneath, and a place in the document. */
function isDocumentFault(error: GraphQLError): boolean {
  return error.originalError === undefined && error.path === undefined && error.nodes !== undefined;
}

/** The code, the service it came from, and the figures of a limit; never a stack trace or another library's details. */
function publicExtensions(
  code: unknown,
  formatted: GraphQLFormattedError,
): Record<string, unknown> {
  const { serviceName, limit } = formatted.extensions ?? {};
  return {
    code,
    ...(serviceName !== undefined && { serviceName }),
    ...(limit !== undefined && { limit }),
  };
}
