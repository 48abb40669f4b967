import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestFlight } from './request-flights.ts';
import { measured } from './send-answer.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Those that asked the same at the same moment; absent when there are none. */
    flight: RequestFlight | undefined;
  }
}

/** Of one answer, or written for each. */
const ownHeaders: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'transfer-encoding',
  'x-request-id',
]);

/**
 * Gives what a request is answered to those that wait for it, byte for byte, or sends them on their way when it may not be theirs.
 * Registered after whatever else changes what is sent (compression, which is a hook of routes as this is).
 */
export function landFlights(app: FastifyInstance): void {
  app.decorateRequest('flight', undefined);
  app.addHook('onRoute', (route) => {
    if (route.url === '/graphql') route.onSend = [route.onSend ?? [], landFlight].flat();
  });
}

async function landFlight(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  const { flight } = request;
  if (flight === undefined) return payload;
  if (!request.mayBeShared || reply.statusCode !== 200) {
    flight.disperse();
    return payload;
  }
  const body = await read(payload);
  reply.header('content-length', Buffer.byteLength(body));
  const headers = Object.entries(reply.getHeaders()).flatMap(([name, value]) =>
    ownHeaders.has(name) ? [] : [name, String(value)],
  );
  flight.land({ ...measured(body), headers });
  return body;
}

/** What compression gives as a stream is small, and wanted as a whole. */
function read(payload: unknown): Promise<Buffer> | string | Buffer {
  if (typeof payload === 'string' || Buffer.isBuffer(payload)) return payload;
  return buffer(payload as Readable);
}
