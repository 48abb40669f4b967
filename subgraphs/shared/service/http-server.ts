import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Logger } from 'pino';
import { hasErrorCode } from './domain-error.ts';
import { httpStatusOf } from './error-code.ts';
import { chooseGraphQLMediaType } from './graphql-media-type.ts';
import { REQUEST_ID_HEADER, requestIdFrom } from './request-id.ts';

/** One GraphQL request's largest body; files go to `POST /api/v1/files`, which streams. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;

const DRAIN_SWEEP_MS = 50;

export interface HttpServerOptions {
  /** The largest body, in bytes, where a route does not say otherwise. */
  readonly bodyLimit?: number;
  /** Addresses and networks of proxies, separated by commas, that are believed when they say whom they ask for. */
  readonly trustedProxies?: string | undefined;
  /** How long a client may take to send a request; without it as long as it likes, which uploads over slow lines need. */
  readonly receiveTimeoutMs?: number;
}

/**
 * A Fastify with the house's manners: a request id on every request and answer, a log line per request, and
 * errors as RFC 9457 problem JSON (or in GraphQL's shape on `/graphql`), masked unless they carry one of our codes.
 */
export function createHttpServer(logger: Logger, options: HttpServerOptions = {}): FastifyInstance {
  const app = Fastify({
    loggerInstance: logger as FastifyBaseLogger,
    genReqId: (request) => requestIdFrom(request.headers[REQUEST_ID_HEADER]),
    logController: new LogController({
      requestIdLogLabel: 'requestId',
      disableRequestLogging: true,
    }),
    bodyLimit: options.bodyLimit ?? MAX_BODY_BYTES,
    trustProxy: options.trustedProxies ?? false,
    ...(options.receiveTimeoutMs !== undefined && receiveWithin(options.receiveTimeoutMs)),
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  });
  app.addHook('preClose', async () => closeAsTheyFallIdle(app));
  app.addHook('onRequest', async (request, reply) => {
    reply.header(REQUEST_ID_HEADER, request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const level = isProbe(request.url) ? 'debug' : 'info';
    request.log[level](
      {
        method: request.method,
        path: request.url.split('?')[0],
        status: reply.statusCode,
        tookMs: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const fault = toFault(error, request.routeOptions.bodyLimit ?? MAX_BODY_BYTES);
    if (fault.status >= 500 && !hasErrorCode(error))
      request.log.error({ err: error }, 'unexpected error');
    return sendFault(fault, request, reply);
  });
  app.setNotFoundHandler((request, reply) =>
    sendFault(
      {
        status: 404,
        code: 'NOT_FOUND',
        detail: `There is no ${request.method} ${request.url.split('?')[0]} here.`,
      },
      request,
      reply,
    ),
  );
  return app;
}

/** Node takes the longer of the two limits for the body: they are the same here. */
function receiveWithin(limitMs: number) {
  const http = { requestTimeout: limitMs, headersTimeout: limitMs };
  return {
    requestTimeout: limitMs,
    http: { ...http, connectionsCheckingInterval: limitMs / 2 },
  };
}

/** A kept-alive connection that answers its last request only after the drain began would hold it up for a minute. */
function closeAsTheyFallIdle({ server }: FastifyInstance): void {
  const sweep = setInterval(() => server.closeIdleConnections(), DRAIN_SWEEP_MS).unref();
  server.once('close', () => clearInterval(sweep));
}

function isProbe(url: string): boolean {
  return url === '/health' || url === '/ready';
}

interface Fault {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}

/** What a client may know of an error. Fastify's own 4xx speak of the request only. */
function toFault(error: FastifyError, bodyLimit: number): Fault {
  if (hasErrorCode(error)) {
    return { status: httpStatusOf[error.code], code: error.code, detail: error.message };
  }
  if (error.statusCode === 413) {
    return {
      status: 413,
      code: 'PAYLOAD_TOO_LARGE',
      detail: `The body is larger than ${bodyLimit} bytes; send files to POST /api/v1/files, which streams.`,
    };
  }
  if (error.statusCode === 415) {
    return { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', detail: error.message };
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return { status: error.statusCode, code: 'BAD_USER_INPUT', detail: error.message };
  }
  return { status: 500, code: 'INTERNAL_SERVER_ERROR', detail: 'Internal server error' };
}

function sendFault(fault: Fault, { url, headers }: FastifyRequest, reply: FastifyReply) {
  reply.status(fault.status);
  if (url.startsWith('/graphql')) {
    return reply
      .type(chooseGraphQLMediaType(headers.accept))
      .send({ errors: [{ message: fault.detail, extensions: { code: fault.code } }] });
  }
  return reply.type('application/problem+json').send({
    type: 'about:blank',
    title: fault.code,
    status: fault.status,
    detail: fault.detail,
    code: fault.code,
  });
}
