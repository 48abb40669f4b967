/** Every `extensions.code` that a client can meet; clients branch on these, never on messages. */
export const errorCodes = [
  'BAD_USER_INPUT',
  'NOT_FOUND',
  'UNSUPPORTED_MEDIA_TYPE',
  'PAYLOAD_TOO_LARGE',
  'CACHE_UNAVAILABLE',
  'MODEL_UNAVAILABLE',
  'SUBGRAPH_UNAVAILABLE',
  'RATE_LIMITED',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'UNAUTHORIZED_FIELD_OR_TYPE',
  'TIMEOUT',
  'CANCELLED',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

const known: ReadonlySet<unknown> = new Set(errorCodes);

export function isErrorCode(code: unknown): code is ErrorCode {
  return known.has(code);
}

/** The HTTP status that a REST face answers for each code (RFC 9110). */
export const httpStatusOf: Readonly<Record<ErrorCode, number>> = {
  BAD_USER_INPUT: 400,
  NOT_FOUND: 404,
  UNSUPPORTED_MEDIA_TYPE: 415,
  PAYLOAD_TOO_LARGE: 413,
  CACHE_UNAVAILABLE: 503,
  MODEL_UNAVAILABLE: 503,
  SUBGRAPH_UNAVAILABLE: 502,
  RATE_LIMITED: 429,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  UNAUTHORIZED_FIELD_OR_TYPE: 403,
  TIMEOUT: 504,
  CANCELLED: 409,
};
