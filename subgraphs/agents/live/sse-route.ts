import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ExecutionResult, subscribe } from 'graphql';
import { z } from 'zod';
import { parse } from '../../shared/service/cache-routes.ts';
import { registerCors } from '../../shared/service/cors.ts';
import { DomainError } from '../../shared/service/domain-error.ts';
import { requireInternalToken } from '../../shared/service/internal-token.ts';
import { type LiveOptions, MAX_REQUEST_BYTES, PING_MS } from './live-options.ts';
import {
  createErrorMask,
  prepareSubscription,
  type SubscriptionRequest,
} from './subscription-request.ts';

const PATH = '/graphql/stream';
/** A client that takes nothing for so long is hung up on. */
const STALLED_MS = 30_000;

const body = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});
const parameters = z.object({
  query: z.string(),
  operationName: z.string().optional(),
  variables: z.string().optional(),
});

/**
 * GraphQL over server-sent events in "distinct connections mode": one response per subscription, with an event `next` for each
 * result and `complete` at the end. Written here because the library's own server reads ahead of a slow client without bound.
 */
export function registerSseRoute(app: FastifyInstance, options: LiveOptions): void {
  const { seats, logger } = options;
  const { maskResult } = createErrorMask(logger);
  const open = new Set<ServerResponse>();
  // Without `complete`: whoever misses it comes back, to another process.
  app.addHook('preClose', async () => {
    for (const response of open) response.end();
  });
  registerCors(app, { path: PATH, origins: options.origins });
  app.route({
    url: PATH,
    method: ['GET', 'POST'],
    bodyLimit: MAX_REQUEST_BYTES,
    preHandler: requireInternalToken(options.internalToken),
    handler: async (request, reply) => {
      const given = readRequest(request);
      const leave = seats.take();
      if (leave === null)
        throw new DomainError('RATE_LIMITED', 'All seats are taken; come back later.');
      open.add(reply.raw);
      try {
        const results = await start(options, request, given);
        await answer(reply, results, (result) => JSON.stringify(maskResult(result)));
      } finally {
        open.delete(reply.raw);
        leave();
      }
    },
  });
}

function readRequest(request: FastifyRequest): SubscriptionRequest {
  if (request.method === 'POST') return parse(body, request.body);
  const { variables, ...rest } = parse(parameters, request.query);
  return parse(body, { ...rest, variables: variables === undefined ? null : readJson(variables) });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DomainError('BAD_USER_INPUT', '`variables` must be JSON.', { cause: error });
  }
}

/** The subscription's results; faults of the request are a result, too, because an `EventSource` sees no other answer. */
async function start(
  { schema, createContext }: LiveOptions,
  request: FastifyRequest,
  given: SubscriptionRequest,
): Promise<AsyncIterator<ExecutionResult>> {
  const prepared = prepareSubscription(schema, given);
  if ('errors' in prepared) return only(prepared);
  const results = await subscribe({ ...prepared.args, contextValue: await createContext(request) });
  return Symbol.asyncIterator in results ? results : only(results);
}

async function* only(result: ExecutionResult): AsyncGenerator<ExecutionResult> {
  yield result;
}

/** Takes the next result only when the client has taken the one before. */
async function answer(
  reply: FastifyReply,
  results: AsyncIterator<ExecutionResult>,
  write: (result: ExecutionResult) => string,
): Promise<void> {
  const response = openStream(reply);
  const gone = whenGone(response);
  void gone.then(() => results.return?.());
  const ping = () => response.writableNeedDrain || response.write(':\n\n');
  const pings = setInterval(ping, PING_MS).unref();
  try {
    for (let next = await results.next(); !next.done; next = await results.next()) {
      if (!response.writable) return;
      const isTaken = response.write(`event: next\ndata: ${write(next.value)}\n\n`);
      if (!isTaken)
        await Promise.race([new Promise((drained) => response.once('drain', drained)), gone]);
    }
    if (response.writable) response.end('event: complete\ndata:\n\n');
  } finally {
    clearInterval(pings);
    if (!response.writableEnded) response.destroy();
  }
}

/** With a first comment, because some browsers wait for more than a head. */
function openStream(reply: FastifyReply): ServerResponse {
  reply.hijack();
  const response = reply.raw;
  response.setTimeout(STALLED_MS, () => response.destroy());
  response.writeHead(200, {
    ...(reply.getHeaders() as Readonly<Record<string, string>>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  response.write(':\n\n');
  return response;
}

/** However the client goes: what was written to it then is lost, and that is all. */
function whenGone(response: ServerResponse): Promise<void> {
  response.on('error', () => undefined);
  return new Promise((resolve) => {
    if (response.destroyed) resolve();
    else response.once('close', resolve);
  });
}
