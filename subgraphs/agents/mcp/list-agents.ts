import { z } from 'zod';
import { defineMcpTool, type McpTool, toText } from './mcp-tool.ts';

const agent = z.object({
  id: z.string(),
  name: z.string(),
  goal: z.string(),
  tools: z.array(z.string()),
});

/** Says which agents can be asked. */
export function createListAgentsTool(): McpTool {
  return defineMcpTool(
    {
      name: 'listAgents',
      description: 'Lists the agents that `ask` can ask, newest first.',
      annotations: { readOnlyHint: true, openWorldHint: false },
      arguments: z.strictObject({
        first: z.int().min(1).max(100).default(20).describe('How many agents at most.'),
      }),
      output: z.object({ agents: z.array(agent) }),
    },
    async ({ first }, { context }) => {
      const found = await context.service.agents.page(context.userId, first, null);
      const agents = found.map(({ id, name, goal, tools }) => ({ id, name, goal, tools }));
      return { ...toText(JSON.stringify({ agents })), structuredContent: { agents } };
    },
  );
}
