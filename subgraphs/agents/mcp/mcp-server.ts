import { Server, type ServerOptions } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  type ProgressToken,
  type ServerNotification,
} from '@modelcontextprotocol/sdk/types.js';
import { hasErrorCode } from '../../shared/service/domain-error.ts';
import { type McpCall, type McpTool, toFailure } from './mcp-tool.ts';

const instructions =
  'The files of a Multimodal Graph: `search` finds passages, `readFile` reads on around them, `listFiles` says what there ' +
  'is. `ask` lets an agent do that and answer with citations; `listAgents` says which ones there are.';

/** What every server offers. */
export interface McpOffer {
  readonly tools: readonly McpTool[];
  /** Of this program. */
  readonly version: string;
  /** Shared, because the library would make one for each server, which takes longer than a cached answer. */
  readonly validator: NonNullable<ServerOptions['jsonSchemaValidator']>;
}

/**
 * An MCP server for one request. The library's lower level, because the tools have JSON Schemas and check their arguments
 * themselves, for agents and for MCP alike.
 */
export function createMcpServer(offer: McpOffer, context: McpCall['context']): Server {
  const { tools, version, validator: jsonSchemaValidator } = offer;
  const server = new Server(
    { name: 'multimodal-graph', version },
    { capabilities: { tools: {} }, instructions, jsonSchemaValidator },
  );
  const byName = new Map(tools.map((tool) => [tool.definition.name, tool]));
  server.setRequestHandler(ListToolsRequestSchema, async () => ({
    tools: tools.map(({ definition }) => definition),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    const tool = byName.get(params.name);
    if (tool === undefined) {
      const known = [...byName.keys()].join(', ');
      const message = `There is no tool "${params.name}"; the known ones are ${known}.`;
      throw new McpError(ErrorCode.InvalidParams, message);
    }
    const report = createReport(params._meta?.progressToken, extra.sendNotification);
    return callTool(tool, params.arguments, { context, signal: extra.signal, report });
  });
  return server;
}

/** Nothing is told twice, nor to a caller who did not ask; one who is gone is not told either. */
function createReport(
  progressToken: ProgressToken | undefined,
  send: (notification: ServerNotification) => Promise<void>,
): McpCall['report'] {
  let told = 0;
  return (progress, message) => {
    if (progressToken === undefined || progress <= told) return;
    told = progress;
    const params = { progressToken, progress, total: 1, ...(message !== null && { message }) };
    send({ method: 'notifications/progress', params }).catch(() => undefined);
  };
}

async function callTool(tool: McpTool, given: unknown, call: McpCall): Promise<CallToolResult> {
  try {
    return await tool.call(given, call);
  } catch (error) {
    if (hasErrorCode(error)) return toFailure(error.message);
    const { name } = tool.definition;
    call.context.logger.error({ err: error, tool: name }, 'an MCP call failed');
    return toFailure('The tool failed.');
  }
}
