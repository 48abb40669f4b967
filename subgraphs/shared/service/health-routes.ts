import type { FastifyInstance } from 'fastify';

/** One thing that a process depends on. `required` ones make it unready; others only degrade it. Asked after `check`. */
export interface ReadinessCheck {
  readonly name: string;
  readonly required: boolean;
  /** Resolves when the dependency answers; rejects with the reason when it does not. */
  readonly check: () => Promise<void>;
}

/**
 * `GET /health`: the process is alive. `GET /ready`: it can serve; 503 when a required dependency is away.
 * Redis is not required: without it every answer is still right, only slower, so it shows as `degraded`.
 */
export function registerHealthRoutes(
  app: FastifyInstance,
  service: string,
  checks: readonly ReadinessCheck[],
): void {
  app.get('/health', async () => ({
    status: 'ok',
    service,
    uptimeSeconds: Math.round(process.uptime()),
  }));
  app.get('/ready', async (request, reply) => {
    const results = await Promise.all(checks.map((check) => runCheck(check)));
    for (const { check, cause } of results) {
      if (cause !== undefined) request.log.warn({ check: check.name, err: cause }, 'not ready');
    }
    const isReady = results.every(({ check, cause }) => cause === undefined || !check.required);
    const isWhole = results.every(({ cause }) => cause === undefined);
    return reply.status(isReady ? 200 : 503).send({
      status: isReady ? (isWhole ? 'ready' : 'degraded') : 'unavailable',
      service,
      checks: Object.fromEntries(
        results.map(({ check, cause }) => [check.name, cause === undefined ? 'ok' : 'unavailable']),
      ),
    });
  });
}

async function runCheck(
  check: ReadinessCheck,
): Promise<{ check: ReadinessCheck; cause?: unknown }> {
  try {
    await check.check();
    return { check };
  } catch (cause) {
    return { check, cause };
  }
}
