import type { JSONSchema7 } from '@ai-sdk/provider';
import { z } from 'zod';
import { parse } from '../../shared/service/cache-routes.ts';
import type { UserId } from '../../shared/service/user-id.ts';
import type { Passage } from '../retrieval.ts';

/** What a tool gives: passages of files, which the run numbers as citations, or any text. Plain JSON, to be cached. */
export type ToolOutput =
  | {
      readonly passages: readonly Passage[];
      /** What is to be said beside them. */
      readonly facts?: Readonly<Record<string, unknown>>;
    }
  | { readonly text: string };

/** An output with the cache tags of what it was made from; null tags: it must not be kept. */
export interface ToolAnswer {
  readonly output: ToolOutput;
  readonly tags: readonly string[] | null;
}

/** Who uses a tool, and where. */
export interface ToolUser {
  readonly userId: UserId;
  /** Null outside a conversation. */
  readonly agentId: string | null;
  readonly sessionId: string | null;
}

/** A tool with its arguments checked, ready to run. */
export interface PreparedCall {
  /** Canonical: defaults filled in, nothing superfluous. Part of the cache key. */
  readonly arguments: unknown;
  /** The query among the arguments, by which operators drop cached results by pattern; null when there is none. */
  readonly text: string | null;
  answer(requestId: string, user: ToolUser): Promise<ToolAnswer>;
}

/** Something that an agent can do. One file each, listed in the registry. */
export interface AgentTool {
  readonly name: string;
  /** Part of the cache key: raise it when equal arguments begin to mean something else. */
  readonly version: number;
  /** In the words that the model reads. */
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly parameters: JSONSchema7;
  /** How long results are kept; null when they must not be. */
  readonly ttlSeconds: number | null;
  /** Cache tags that every result carries, whatever it found. */
  readonly tags: readonly string[];
  /** True when only an agent can use it, in a conversation. */
  readonly needsAgent?: boolean;
  /** True when it reads files: the agent's questions are then grounded in a context bundle. */
  readonly readsFiles: boolean;
  /** BAD_USER_INPUT when the arguments do not fit. */
  prepare(given: unknown): PreparedCall;
}

type ToolFacts = Omit<AgentTool, 'parameters' | 'prepare'>;

/** Makes a tool from a strict schema of its arguments, which refuses what it does not name, and a function of them. */
export function defineTool<S extends z.ZodObject>(
  facts: ToolFacts & {
    readonly arguments: S;
    readonly answer: (given: z.infer<S>, requestId: string, user: ToolUser) => Promise<ToolAnswer>;
  },
): AgentTool {
  const { arguments: schema, answer, ...rest } = facts;
  return {
    ...rest,
    // The same draft under two libraries' types.
    parameters: z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }) as JSONSchema7,
    prepare: (given) => {
      const read = parse(schema, given);
      const text = typeof read['query'] === 'string' ? read['query'] : null;
      return { arguments: read, text, answer: (requestId, user) => answer(read, requestId, user) };
    },
  };
}
