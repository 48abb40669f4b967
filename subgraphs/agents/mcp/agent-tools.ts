import type { Tool } from '@modelcontextprotocol/sdk/types.js';
import type { AgentTool } from '../tools/tool.ts';
import { useTool } from '../use-tool.ts';
import { type McpTool, toFailure, toText } from './mcp-tool.ts';

/** The tools that agents have, with the same cache: none of them changes anything. */
export function offerAgentTools(tools: readonly AgentTool[]): McpTool[] {
  const usable = tools.filter(({ needsAgent }) => !needsAgent);
  return usable.map((tool) => ({
    definition: {
      name: tool.name,
      description: tool.description,
      // A JSON Schema of an object, under another library's types.
      inputSchema: tool.parameters as Tool['inputSchema'],
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    call: async (given, { context }) => {
      const { cache, logger, requestId } = context;
      const nowhere = { agentId: null, sessionId: null, grounding: null };
      const use = { tool, given, userId: context.userId, requestId, ...nowhere };
      const { result, error } = await useTool({ cache, logger }, use);
      return result === null ? toFailure(error ?? 'The tool failed.') : toText(result);
    },
  }));
}
