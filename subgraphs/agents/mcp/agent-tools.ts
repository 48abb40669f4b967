import type { Tool } from '@modelcontextprotocol/sdk/types.js';
import type { AgentTool } from '../tools/tool.ts';
import { useTool } from '../use-tool.ts';
import { type McpTool, toFailure, toText } from './mcp-tool.ts';

/** The tools that agents have, with the same cache: none of them changes anything. */
export function offerAgentTools(tools: readonly AgentTool[]): McpTool[] {
  return tools.map((tool) => ({
    definition: {
      name: tool.name,
      description: tool.description,
      // A JSON Schema of an object, under another library's types.
      inputSchema: tool.parameters as Tool['inputSchema'],
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    call: async (given, { context }) => {
      const { cache, logger, requestId } = context;
      const use = { tool, given, sessionId: null, requestId, grounding: null };
      const { result, error } = await useTool({ cache, logger }, use);
      return result === null ? toFailure(error ?? 'The tool failed.') : toText(result);
    },
  }));
}
