import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import { isInitializeRequest } from '@modelcontextprotocol/sdk/types.js';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parse } from '../../shared/service/cache-routes.ts';
import { requireInternalToken } from '../../shared/service/internal-token.ts';
import type { AgentsContext } from '../context.ts';
import { CallsUnderWay } from './calls-under-way.ts';
import { createMcpServer } from './mcp-server.ts';
import type { McpTool } from './mcp-tool.ts';
import { refuseOtherSites } from './refuse-other-sites.ts';

/** A question and its arguments; files are the worker's. */
const MAX_BODY_BYTES = 256 * 1024;
const SESSION_HEADER = 'mcp-session-id';

export interface McpRouteOptions {
  readonly tools: readonly McpTool[];
  readonly internalToken: string | undefined;
  readonly createContext: (request: FastifyRequest) => AgentsContext | Promise<AgentsContext>;
}

/**
 * `POST /mcp`: MCP over Streamable HTTP, one message per request. Nothing is kept between requests, so that any process
 * answers any of them, also after a restart; a session id only says whose calls a cancellation may stop. A caller that
 * goes away without cancelling leaves its question to be answered, and finds the answer by its `idempotencyKey`.
 */
export function registerMcpRoute(app: FastifyInstance, options: McpRouteOptions): void {
  const underWay = new CallsUnderWay();
  const validator = new AjvJsonSchemaValidator();
  const offer = { tools: options.tools, version: readVersion(), validator };
  const onRequest = [
    refuseOtherSites(options.internalToken),
    requireInternalToken(options.internalToken),
  ];
  app.post('/mcp', { onRequest, bodyLimit: MAX_BODY_BYTES }, async (request, reply) => {
    const message = parse(oneMessage, request.body);
    const session = request.headers[SESSION_HEADER]?.toString();
    underWay.heed(session, message);
    const server = createMcpServer(offer, await options.createContext(request));
    const transport = new WebStandardStreamableHTTPServerTransport(
      isInitializeRequest(message) ? { sessionIdGenerator: randomUUID } : {},
    );
    await server.connect(transport);
    // Closing it fires the signal of the call and ends the response.
    const forget = underWay.add(session, message, () => void server.close());
    reply.raw.once('close', forget);
    return transport.handleRequest(toWebRequest(request), { parsedBody: message });
  });
  app.route({
    url: '/mcp',
    method: ['GET', 'DELETE'],
    onRequest,
    handler: async (_, reply) => reply.status(405).header('allow', 'POST').send(noStream),
  });
}

const oneMessage = z.looseObject({ jsonrpc: z.literal('2.0') });

const noStream = {
  jsonrpc: '2.0',
  error: { code: -32_000, message: 'Only POST: there is no stream beside the answers.' },
  id: null,
};

/** Its head; the body is parsed already. */
function toWebRequest({ headers, method }: FastifyRequest): Request {
  const given = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as [string, string]] : [],
  );
  return new Request('http://localhost/mcp', { method, headers: given });
}

function readVersion(): string {
  const path = new URL('../../../package.json', import.meta.url);
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(path, 'utf8'))).version;
}
