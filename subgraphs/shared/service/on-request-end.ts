import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** As nginx writes it of a client that went away before it was answered; it stands in logs and numbers only. */
const CLIENT_GONE = 499;

/** How a request ended. */
export interface RequestEnd {
  readonly request: FastifyRequest;
  /** What was answered, or 499. */
  readonly status: number;
  readonly tookMs: number;
}

type Listener = (end: RequestEnd) => void;

/** One watch for each server, whoever listens: it is on the way of every request. */
const listeners = new WeakMap<FastifyInstance, Listener[]>();

/**
 * Calls `tell` once for every request: when its answer has been handed to the network, or its client has gone. The framework's
 * own hook is silent of the second, and so of the clients that lost patience.
 */
export function onRequestEnd(app: FastifyInstance, tell: Listener): void {
  const present = listeners.get(app);
  if (present === undefined) listeners.set(app, watch(app, [tell]));
  else present.push(tell);
}

/** Gives the list back, which may grow. */
function watch(app: FastifyInstance, tells: Listener[]): Listener[] {
  const told = new WeakSet<FastifyRequest>();
  const end = (request: FastifyRequest, reply: FastifyReply) => {
    if (told.has(request)) return;
    told.add(request);
    const status = statusOf(reply);
    for (const tell of tells) tell({ request, status, tookMs: reply.elapsedTime });
  };
  app.addHook('onRequest', (request, reply, done) => {
    reply.raw.once('close', () => end(request, reply));
    done();
  });
  // Also of requests that an earlier hook has refused, which do not come to the one above.
  app.addHook('onResponse', (request, reply, done) => {
    end(request, reply);
    done();
  });
  return tells;
}

function statusOf({ raw }: FastifyReply): number {
  return raw.headersSent ? raw.statusCode : CLIENT_GONE;
}
