import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { parse } from '../shared/service/cache-routes.ts';
import { DomainError } from '../shared/service/domain-error.ts';
import type { UserId } from '../shared/service/user-id.ts';
import type { AgentRecord } from './agent.ts';
import type { AgentStore } from './agent-store.ts';
import { agentTemplates } from './agent-templates.ts';
import type { ToolRegistry } from './tools/tool-registry.ts';

/** What a new agent is given when neither the caller nor a template says. */
const DEFAULT_TOOLS: readonly string[] = ['search'];
const DEFAULT_MEMORY_WINDOW = 10;

const newAgent = z.object({
  name: z.string().trim().min(1).max(200),
  goal: z.string().trim().min(1).max(4000),
  tools: z.array(z.string()).max(50),
  memoryWindow: z.int().min(1).max(100),
});

/** What the caller says of a new agent; an empty `name` or `goal` and absent `tools` are filled from the template. */
export interface NewAgent {
  readonly name: string;
  readonly goal: string;
  readonly tools?: readonly string[] | null | undefined;
  readonly template?: string | null | undefined;
  readonly memoryWindow?: number | null | undefined;
}

export interface CreateAgentDeps {
  readonly agents: AgentStore;
  readonly tools: ToolRegistry;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** BAD_USER_INPUT with every problem, or on an unknown tool; NOT_FOUND on an unknown template. */
export async function createAgent(
  deps: CreateAgentDeps,
  userId: UserId,
  input: NewAgent,
): Promise<AgentRecord> {
  const template = findTemplate(input.template);
  const read = parse(newAgent, {
    name: input.name.trim() || template?.name || '',
    goal: input.goal.trim() || template?.goal || '',
    tools: input.tools ?? template?.tools ?? DEFAULT_TOOLS,
    memoryWindow: input.memoryWindow ?? DEFAULT_MEMORY_WINDOW,
  });
  const agent = {
    ...read,
    tools: deps.tools.pick(read.tools).map((tool) => tool.name),
    id: randomUUID(),
    createdAt: new Date(deps.now()).toISOString(),
  };
  await deps.agents.insert(userId, agent);
  return agent;
}

function findTemplate(id: string | null | undefined) {
  if (id === null || id === undefined) return undefined;
  const template = agentTemplates.find((known) => known.id === id);
  if (template !== undefined) return template;
  throw new DomainError(
    'NOT_FOUND',
    `There is no template ${id}; the known ones are ${agentTemplates.map((known) => known.id).join(', ')}.`,
  );
}
