import type { FastifyInstance } from 'fastify';
import type { Access } from './access.ts';
import { createAdminCheck } from './admin-token.ts';

/** Routes that anybody may ask: they tell that a process lives, and nothing else. */
const probes: ReadonlySet<string | undefined> = new Set(['/health', '/ready']);

/**
 * The door of a subgraph. With an INTERNAL_TOKEN nobody is answered without it (or the ADMIN_TOKEN): clients ask the
 * gateway. Without one anybody is, but what services tell each other (`/internal/`) comes from trusted networks alone.
 */
export function guardService(app: FastifyInstance, access: Access): void {
  const check = createAdminCheck(access);
  app.addHook('onRequest', async (request) => {
    // The route that was found, not the path as it was spelled. A browser's preflight cannot carry a token.
    const { url: route } = request.routeOptions;
    if (probes.has(route) || request.method === 'OPTIONS') return;
    const isInternal = route?.startsWith('/internal/') ?? false;
    if (access.internalToken !== undefined || isInternal) check(request);
  });
}
