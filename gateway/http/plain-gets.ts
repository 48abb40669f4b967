import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isGraphQLRequest } from './is-graphql-request.ts';

/** What Apollo Server takes for a sign that no page sent a request without the browser's asking first. */
const PREFLIGHT_HEADER = 'apollo-require-preflight';

/**
 * Lets `GET /graphql?query=…` pass without a header of Apollo's own, as GraphQL over HTTP has it, from everybody but the pages of
 * other sites. Browsers say with `Sec-Fetch-Site` where a request comes from, and no page can change it; what is no browser
 * does not send it. A page elsewhere still needs the header, and so the permission of CORS. (Go's `CrossOriginProtection`
 * decides by the same header.) A GET runs queries only; a POST stays under Apollo's own rule.
 */
export function registerPlainGets(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    if (request.method !== 'GET' || !isGraphQLRequest(request)) return;
    if (isFromAnotherSite(request)) return;
    request.headers[PREFLIGHT_HEADER] ??= 'not a page of another site';
  });
}

function isFromAnotherSite({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}
