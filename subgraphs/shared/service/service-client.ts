import { traceHeaders, withSpan } from '../tracing/with-span.ts';
import { DomainError } from './domain-error.ts';
import { isErrorCode } from './error-code.ts';
import { request } from './http-client.ts';
import { REQUEST_ID_HEADER } from './request-id.ts';

/** How one service reaches another: over HTTP, with a time limit, the caller's request id and the stack's token. */
export interface ServiceClient {
  /** The JSON of the answer; rejects with SUBGRAPH_UNAVAILABLE, TIMEOUT, or the code that the other side gave. */
  call(call: ServiceCall): Promise<unknown>;
}

export interface ServiceCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly requestId?: string | undefined;
  readonly timeoutMs?: number;
}

export interface ServiceClientOptions {
  /** Named in errors: `worker`, `retrieval`, … */
  readonly service: string;
  readonly baseUrl: string;
  readonly internalToken?: string | undefined;
  /** Default 10 000. */
  readonly timeoutMs?: number;
}

export function createServiceClient(options: ServiceClientOptions): ServiceClient {
  const { service } = options;
  const attributes = { 'peer.service': service };
  return {
    call: (call) =>
      withSpan(`${call.method} ${service}`, { kind: 'client', attributes }, () =>
        callService(options, call),
      ),
  };
}

async function callService(options: ServiceClientOptions, call: ServiceCall): Promise<unknown> {
  const timeoutMs = call.timeoutMs ?? options.timeoutMs ?? 10_000;
  let status: number;
  let text: string;
  try {
    const response = await request(new URL(call.path, options.baseUrl), {
      method: call.method,
      headers: headersOf(options, call),
      body: call.body === undefined ? null : JSON.stringify(call.body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    status = response.statusCode;
    text = await response.body.text();
  } catch (cause) {
    throw unreachable(options.service, timeoutMs, cause);
  }
  const answer = parseJson(text);
  if (status < 400) return answer;
  throw refused(options.service, status, answer);
}

function headersOf(options: ServiceClientOptions, call: ServiceCall): Record<string, string> {
  return {
    accept: 'application/json',
    ...traceHeaders(),
    ...(call.body !== undefined && { 'content-type': 'application/json' }),
    ...(call.requestId !== undefined && { [REQUEST_ID_HEADER]: call.requestId }),
    ...(options.internalToken !== undefined && {
      authorization: `Bearer ${options.internalToken}`,
    }),
  };
}

function parseJson(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function unreachable(service: string, timeoutMs: number, cause: unknown): DomainError {
  const isTimeout =
    typeof cause === 'object' && cause !== null && 'name' in cause && cause.name === 'TimeoutError';
  return isTimeout
    ? new DomainError('TIMEOUT', `The ${service} service did not answer within ${timeoutMs} ms.`, {
        cause,
      })
    : new DomainError(
        'SUBGRAPH_UNAVAILABLE',
        `The ${service} service cannot be reached; is it running?`,
        { cause },
      );
}

/** Keeps a known code and its message; anything else says only that the other side failed. */
function refused(service: string, status: number, answer: unknown): DomainError {
  if (
    typeof answer === 'object' &&
    answer !== null &&
    'code' in answer &&
    isErrorCode(answer.code)
  ) {
    const detail = 'detail' in answer && typeof answer.detail === 'string' ? answer.detail : '';
    return new DomainError(answer.code, detail);
  }
  return new DomainError('SUBGRAPH_UNAVAILABLE', `The ${service} service answered ${status}.`);
}
