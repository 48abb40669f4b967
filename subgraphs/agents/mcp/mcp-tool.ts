import type { CallToolResult, Tool } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { parse } from '../../shared/service/cache-routes.ts';
import type { AgentsContext } from '../context.ts';

/** A tool as MCP clients know it. */
export interface McpTool {
  readonly definition: Tool;
  /** Rejects with a domain error, which the client is told as the tool's failure. */
  call(given: unknown, call: McpCall): Promise<CallToolResult>;
}

/** Who calls: the context that a GraphQL request of that caller has, and a signal that the caller cancelled the call. */
export interface McpCall {
  readonly context: AgentsContext;
  readonly signal: AbortSignal;
  /** Tells a caller who wants to know how far the work is: 0 to 1, more each time, and what is under way. */
  readonly report: (progress: number, message: string | null) => void;
}

/** Makes a tool from a strict schema of its arguments and a function of them; BAD_USER_INPUT when they do not fit. */
export function defineMcpTool<S extends z.ZodObject>(
  facts: Pick<Tool, 'name' | 'description' | 'annotations'> & {
    readonly arguments: S;
    readonly output: z.ZodObject;
  },
  call: (given: z.infer<S>, call: McpCall) => Promise<CallToolResult>,
): McpTool {
  const { arguments: schema, output, ...rest } = facts;
  return {
    definition: {
      ...rest,
      inputSchema: toJsonSchema(schema, 'input'),
      outputSchema: toJsonSchema(output, 'output'),
    },
    call: (given, context) => call(parse(schema, given ?? {}), context),
  };
}

/** The same draft under two libraries' types. */
function toJsonSchema(schema: z.ZodObject, io: 'input' | 'output'): Tool['inputSchema'] {
  return z.toJSONSchema(schema, { target: 'draft-7', io }) as Tool['inputSchema'];
}

/** A result in words. */
export function toText(text: string): CallToolResult {
  return { content: [{ type: 'text', text }] };
}

/** A failure in words: the model reads it, and may try otherwise. */
export function toFailure(text: string): CallToolResult {
  return { ...toText(text), isError: true };
}
