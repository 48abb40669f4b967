import type { AgentsContext } from '../context.ts';
import type { ToolCallRecord } from '../tool-call.ts';

/** A run's tool calls; an answer that shows them is built from the files that they read, and says so by their tags. */
export async function readToolCalls(
  runId: string,
  { loaders, cacheTags }: AgentsContext,
): Promise<readonly ToolCallRecord[]> {
  const calls = await loaders.toolCalls.load(runId);
  for (const tag of calls.flatMap(({ cache }) => cache.tags ?? [])) cacheTags.add(tag);
  return calls;
}
