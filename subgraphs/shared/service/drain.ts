import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** It is closing: each answer is to be the last one of its connection. */
    isDraining: boolean;
  }
}

/** A request that is on its way comes sooner: a connection that is idle then is closed. */
const SWEEP_MS = 25;

/** While it drains, each answer is the last one of its connection, and says so. */
export function closeWithLastAnswers(app: FastifyInstance): void {
  app.decorate('isDraining', false);
  app.addHook('preClose', async () => {
    app.isDraining = true;
    closeAsTheyFallIdle(app);
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (app.isDraining) reply.header('connection', 'close');
    done(null, payload);
  });
}

/**
 * A kept-alive connection whose client sends nothing more would hold the drain up for a minute. Node closes those that are idle
 * when it stops to listen, and so cuts off whoever has just asked again: here they are left a moment.
 */
function closeAsTheyFallIdle({ server }: FastifyInstance): void {
  const closeIdle = server.closeIdleConnections.bind(server);
  server.closeIdleConnections = () => undefined;
  const sweep = setInterval(closeIdle, SWEEP_MS).unref();
  server.once('close', () => clearInterval(sweep));
}
