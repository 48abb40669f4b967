import type { IncomingMessage, ServerResponse } from 'node:http';
import { REQUEST_ID_HEADER, requestIdFrom } from '../../subgraphs/shared/service/request-id.ts';

/** An answer ready to be sent to anybody who asks what it answers, but for the id of the request. */
export interface SentAnswer {
  readonly body: string | Buffer;
  readonly contentLength: string;
  /** `latin1` where it says the same as UTF-8, because it is written faster; of a text. */
  readonly encoding: 'latin1' | 'utf8';
  /** Names and values in turn. */
  readonly headers: readonly string[];
}

/** The request and what answers it, before the framework has seen them. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** A body as it is sent. */
export function measured(body: string | Buffer): Omit<SentAnswer, 'headers'> {
  const bytes = Buffer.byteLength(body);
  const encoding = bytes === body.length ? 'latin1' : 'utf8';
  return { body, contentLength: String(bytes), encoding };
}

/** Sends it, or, to a client that has it, that it is still the same; gives what was told. */
export function sendAnswer<Status extends 200 | 304>(
  { request, response }: Exchange,
  { body, encoding, headers, contentLength }: SentAnswer,
  { status, isLast }: { readonly status: Status; readonly isLast: boolean },
): { readonly requestId: string; readonly status: Status } {
  const requestId = requestIdFrom(request.headers[REQUEST_ID_HEADER]);
  const all = [...headers, REQUEST_ID_HEADER, requestId];
  if (isLast) all.push('connection', 'close');
  if (status === 304) response.writeHead(status, all).end();
  else {
    all.push('content-length', contentLength);
    response.writeHead(status, all).end(body, encoding);
  }
  return { requestId, status };
}
