import { DomainError } from '../../shared/service/domain-error.ts';
import type { Recall } from '../memory/recall.ts';
import type { Retrieval } from '../retrieval.ts';
import { createContextBundleTool } from './context-bundle.ts';
import { createRecallTool } from './recall.ts';
import { createSearchTool } from './search.ts';
import type { AgentTool } from './tool.ts';

/** Every tool of the stack, by name. */
export interface ToolRegistry {
  readonly all: readonly AgentTool[];
  /** The tools of these names, each once, in order; BAD_USER_INPUT on unknown ones, with the known. */
  pick(names: readonly string[]): readonly AgentTool[];
}

export function createToolRegistry(deps: {
  readonly retrieval: Retrieval;
  readonly memory: Recall;
  /** How long results are kept unless a tool says otherwise. */
  readonly ttlSeconds: number;
}): ToolRegistry {
  const { retrieval, memory, ttlSeconds } = deps;
  const all = [
    createSearchTool(retrieval, ttlSeconds),
    createContextBundleTool(retrieval, ttlSeconds),
    createRecallTool(memory),
  ];
  return { all, pick: (names) => pickTools(all, names) };
}

function pickTools(all: readonly AgentTool[], names: readonly string[]): readonly AgentTool[] {
  const byName = new Map(all.map((tool) => [tool.name, tool]));
  const unknown = names.filter((name) => !byName.has(name));
  if (unknown.length > 0) {
    throw new DomainError(
      'BAD_USER_INPUT',
      `There is no tool ${unknown.map((name) => `"${name}"`).join(', ')}; the known ones are ${[...byName.keys()].join(', ')}.`,
    );
  }
  return [...new Set(names)].flatMap((name) => byName.get(name) ?? []);
}
