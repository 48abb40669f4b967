import type { OperationRequest } from '../gateway-types.ts';

/**
 * Whether a request may be answered from the response cache, and its answer given to others: not when it says who
 * is asking, and not when it asks for a fresh answer.
 */
export function wantsResponseCache({ request }: OperationRequest): boolean {
  const headers = request.http?.headers;
  if (headers === undefined) return false;
  if (headers.has('authorization') || headers.has('cookie')) return false;
  return !/\bno-(?:cache|store)\b/i.test(headers.get('cache-control') ?? '');
}
