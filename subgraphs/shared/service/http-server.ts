import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  LogController,
} from 'fastify';
import type { Logger } from 'pino';
import { traceRequests } from '../tracing/trace-requests.ts';
import { hasErrorCode } from './domain-error.ts';
import { httpStatusOf } from './error-code.ts';
import { REQUEST_ID_HEADER, requestIdFrom } from './request-id.ts';

/** One GraphQL request's largest body; files go to `POST /api/v1/files`, which streams. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;

const DRAIN_SWEEP_MS = 50;

/**
 * A Fastify with the house's manners: a request id on every request and answer, a log line per request, and
 * errors as RFC 9457 problem JSON (or in GraphQL's shape on `/graphql`), masked unless they carry one of our codes.
 */
export function createHttpServer(logger: Logger): FastifyInstance {
  const app = Fastify({
    loggerInstance: logger as FastifyBaseLogger,
    genReqId: (request) => requestIdFrom(request.headers[REQUEST_ID_HEADER]),
    logController: new LogController({
      requestIdLogLabel: 'requestId',
      disableRequestLogging: true,
    }),
    bodyLimit: MAX_BODY_BYTES,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  });
  traceRequests(app, isProbe);
  closeWithLastAnswers(app);
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
    return sendFault(fault, request.url, reply);
  });
  app.setNotFoundHandler((request, reply) =>
    sendFault(
      {
        status: 404,
        code: 'NOT_FOUND',
        detail: `There is no ${request.method} ${request.url.split('?')[0]} here.`,
      },
      request.url,
      reply,
    ),
  );
  return app;
}

/** While it drains, each answer is the last one of its connection, and says so. */
function closeWithLastAnswers(app: FastifyInstance): void {
  let isClosing = false;
  app.addHook('preClose', async () => {
    isClosing = true;
    closeAsTheyFallIdle(app);
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (isClosing) reply.header('connection', 'close');
    done(null, payload);
  });
}

/** A kept-alive connection whose client sends nothing more would hold the drain up for a minute. */
function closeAsTheyFallIdle({ server }: FastifyInstance): void {
  const sweep = setInterval(() => server.closeIdleConnections(), DRAIN_SWEEP_MS).unref();
  server.once('close', () => clearInterval(sweep));
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

function sendFault(fault: Fault, url: string, reply: FastifyReply) {
  reply.status(fault.status);
  if (url.startsWith('/graphql')) {
    return reply.send({ errors: [{ message: fault.detail, extensions: { code: fault.code } }] });
  }
  return reply.type('application/problem+json').send({
    type: 'about:blank',
    title: fault.code,
    status: fault.status,
    detail: fault.detail,
    code: fault.code,
  });
}
