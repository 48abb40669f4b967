import type { IncomingMessage } from 'node:http';
import { asksForReport } from './cache-report.ts';
import { asksForFresh } from './wants-response-cache.ts';

const GRAPHQL_PATH = '/graphql';
/** Larger requests are rare, and not worth remembering. */
const MAX_REQUEST_BYTES = 32 * 1024;
const OPENING_BRACE = 0x7b;

/** Headers on which no answer depends; all others count, also those that nobody has thought of. */
const irrelevantHeaders: ReadonlySet<string> = new Set([
  'baggage',
  'cache-control',
  'connection',
  'content-length',
  'dnt',
  'forwarded',
  'if-none-match',
  'pragma',
  'priority',
  'sec-ch-ua',
  'sec-ch-ua-mobile',
  'sec-ch-ua-platform',
  'traceparent',
  'tracestate',
  'user-agent',
  'via',
  'x-forwarded-for',
  'x-real-ip',
  'x-request-id',
]);

/**
 * Whether a request may be answered before it is parsed: like `wantsResponseCache`, and small enough to be remembered. A body
 * without `Content-Length` is not looked at, so that it need not be read to be measured.
 */
export function mayBeAnsweredUnparsed({ method, url = '', headers }: IncomingMessage): boolean {
  if (!url.startsWith(GRAPHQL_PATH)) return false;
  const next = url[GRAPHQL_PATH.length];
  if (next !== undefined && next !== '?') return false;
  if (headers.authorization !== undefined || headers.cookie !== undefined) return false;
  if (asksForReport(headers)) return false;
  if (asksForFresh(headers['cache-control'], headers['if-none-match'])) return false;
  if (method === 'GET') return url.length <= MAX_REQUEST_BYTES;
  return method === 'POST' && Number(headers['content-length']) <= MAX_REQUEST_BYTES;
}

/** All of a request that its answer can depend on, in one text; undefined for a body that is no single operation. */
export function requestText(
  { method, url, rawHeaders }: IncomingMessage,
  body: Buffer | undefined,
  schemaId: string,
): string | undefined {
  if (body !== undefined && body[0] !== OPENING_BRACE) return undefined;
  let text = `${schemaId}\n${method} ${url}\n`;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]?.toLowerCase() ?? '';
    if (!irrelevantHeaders.has(name)) text += `${name}:${rawHeaders[at + 1]}\n`;
  }
  // As Latin-1: one character for each byte, and nothing to decode.
  return body === undefined ? text : `${text}\n${body.toString('latin1')}`;
}
