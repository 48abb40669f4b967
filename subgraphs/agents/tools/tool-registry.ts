import { DomainError } from '../../shared/service/domain-error.ts';
import type { Files } from '../files.ts';
import type { Recall } from '../memory/recall.ts';
import type { Retrieval } from '../retrieval.ts';
import { createCalculateTool } from './calculate.ts';
import { createContextBundleTool } from './context-bundle.ts';
import { createListFilesTool } from './list-files.ts';
import { createNowTool } from './now.ts';
import { createReadFileTool } from './read-file.ts';
import { createRecallTool } from './recall.ts';
import { createSearchTool } from './search.ts';
import { createSimilarFilesTool } from './similar-files.ts';
import type { AgentTool } from './tool.ts';
import { applyToolTtls, type ToolTtls } from './tool-ttls.ts';

/** Every tool of the stack, by name. */
export interface ToolRegistry {
  readonly all: readonly AgentTool[];
  /** The tools of these names, each once, in order; BAD_USER_INPUT on unknown ones, with the known. */
  pick(names: readonly string[]): readonly AgentTool[];
}

export function createToolRegistry(deps: {
  readonly retrieval: Retrieval;
  readonly files: Files;
  readonly memory: Pick<Recall, 'recall'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How long results are kept unless a tool says otherwise. */
  readonly ttlSeconds: number;
  /** What is configured for single tools. */
  readonly ttls: ToolTtls;
}): ToolRegistry {
  const { retrieval, files, memory, now, ttlSeconds, ttls } = deps;
  const tools = [
    createSearchTool(retrieval, ttlSeconds),
    createContextBundleTool(retrieval, ttlSeconds),
    createReadFileTool(files),
    createListFilesTool(files, ttlSeconds),
    createSimilarFilesTool(retrieval, ttlSeconds),
    createCalculateTool(),
    createNowTool(now),
    createRecallTool(memory),
  ];
  const all = applyToolTtls(tools, ttls);
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
