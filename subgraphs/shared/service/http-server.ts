import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Logger } from 'pino';
import { traceRequests } from '../tracing/trace-requests.ts';
import { DomainError, hasErrorCode } from './domain-error.ts';
import { closeWithLastAnswers } from './drain.ts';
import { httpStatusOf } from './error-code.ts';
import { chooseGraphQLMediaType } from './graphql-media-type.ts';
import { isDeeperThan } from './json-depth.ts';
import { onRequestEnd } from './on-request-end.ts';
import { REQUEST_ID_HEADER, requestIdFrom } from './request-id.ts';

/** One GraphQL request's largest body; files go to `POST /api/v1/files`, which streams. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** Lists and objects in one another, in one body; none of ours has ten. */
const MAX_JSON_DEPTH = 200;

/** None is to guess a type, nor to show a page of ours inside another's. */
const forBrowsers = { 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' };

/** A sender of a head is quick; whoever is not holds a connection on purpose. */
const HEADERS_TIMEOUT_MS = 10_000;

export interface HttpServerOptions {
  /** The largest body, in bytes, where a route does not say otherwise. */
  readonly bodyLimit?: number;
  /** How long a whole request may take to arrive; 0, the default, lets uploads take their time. */
  readonly requestTimeoutMs?: number;
  /** Addresses and networks of proxies, separated by commas, that are believed when they say whom they ask for. */
  readonly trustedProxies?: string | undefined;
}

/**
 * A Fastify with the house's manners: a request id on every request and answer, a log line per request, and
 * errors as RFC 9457 problem JSON (or in GraphQL's shape on `/graphql`), masked unless they carry one of our codes.
 */
export function createHttpServer(logger: Logger, options: HttpServerOptions = {}): FastifyInstance {
  const { requestTimeoutMs = 0 } = options;
  const headersTimeout = Math.min(HEADERS_TIMEOUT_MS, requestTimeoutMs || HEADERS_TIMEOUT_MS);
  const app = Fastify({
    loggerInstance: logger as FastifyBaseLogger,
    genReqId: (request) => requestIdFrom(request.headers[REQUEST_ID_HEADER]),
    logController: new LogController({
      requestIdLogLabel: 'requestId',
      disableRequestLogging: true,
    }),
    bodyLimit: options.bodyLimit ?? MAX_BODY_BYTES,
    trustProxy: options.trustedProxies ?? false,
    requestTimeout: requestTimeoutMs,
    http: { headersTimeout, connectionsCheckingInterval: Math.ceil(headersTimeout / 2) },
    forceCloseConnections: 'idle',
    // While it drains, requests of connections that are open are answered, and close them.
    return503OnClosing: false,
  });
  traceRequests(app, isProbe);
  closeWithLastAnswers(app);
  app.addHook('onRequest', async (request, reply) => {
    reply.header(REQUEST_ID_HEADER, request.id);
    reply.headers(forBrowsers);
  });
  app.addHook('preValidation', refuseBottomlessJson);
  let isOpen = false;
  app.addHook('onListen', (done) => {
    isOpen = true;
    done();
  });
  onRequestEnd(app, ({ request, status, tookMs }) => {
    // Before it listens, no client has asked.
    const level = isProbe(request.url) || !isOpen ? 'debug' : 'info';
    const { method, url } = request;
    const path = url.split('?')[0];
    request.log[level]({ method, path, status, tookMs: Math.round(tookMs) }, 'request');
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

async function refuseBottomlessJson({ body, headers }: FastifyRequest): Promise<void> {
  // A level takes two characters at least, so that a short body need not be looked at.
  if (Number(headers['content-length'] ?? Number.POSITIVE_INFINITY) < 2 * MAX_JSON_DEPTH) return;
  if (!isDeeperThan(body, MAX_JSON_DEPTH)) return;
  throw new DomainError('BAD_USER_INPUT', `The body nests more than ${MAX_JSON_DEPTH} levels.`);
}

function isProbe(url: string): boolean {
  return url === '/health' || url === '/ready' || url === '/metrics';
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
  if (fault.status === 401) reply.header('www-authenticate', 'Bearer');
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
