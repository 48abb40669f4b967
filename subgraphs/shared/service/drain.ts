import type { FastifyInstance } from 'fastify';

const SWEEP_MS = 50;

/** While it drains, each answer is the last one of its connection, and says so. */
export function closeWithLastAnswers(app: FastifyInstance): void {
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
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS).unref();
  server.once('close', () => clearInterval(sweep));
}
