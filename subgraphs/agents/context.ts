import DataLoader from 'dataloader';
import type { Cache } from '../shared/cache/types.ts';
import {
  createRequestContext,
  type RequestContext,
  type RequestHead,
} from '../shared/service/request-context.ts';
import type { AgentRecord } from './agent.ts';
import type { AgentsService } from './agents-service.ts';
import type { RunRecord } from './run.ts';
import type { SessionRecord } from './session.ts';
import type { ToolCallRecord } from './tool-call.ts';

/** What a GraphQL request in this room carries: the domain, and loaders that batch within the request. */
export interface AgentsContext extends RequestContext {
  readonly service: AgentsService;
  readonly cache: Cache;
  readonly loaders: AgentsLoaders;
}

export interface AgentsLoaders {
  readonly agents: DataLoader<string, AgentRecord | null>;
  readonly sessions: DataLoader<string, SessionRecord | null>;
  readonly runs: DataLoader<string, RunRecord | null>;
  /** By run. */
  readonly toolCalls: DataLoader<string, readonly ToolCallRecord[]>;
}

export function createAgentsContext(
  deps: { readonly service: AgentsService; readonly cache: Cache },
  request: RequestHead,
): AgentsContext {
  return { ...createRequestContext(request), ...deps, loaders: createLoaders(deps.service) };
}

export function createLoaders(service: AgentsService): AgentsLoaders {
  return {
    agents: byId((ids) => service.agents.findMany(ids)),
    sessions: new DataLoader(async (ids) => service.sessions.findMany(ids)),
    runs: byId((ids) => service.runs.findMany(ids)),
    toolCalls: new DataLoader(async (runIds) => {
      const calls = await service.runs.findToolCalls(runIds);
      return runIds.map((id) => calls.get(id) ?? []);
    }),
  };
}

/** A loader over a store that gives what it has, in any order. */
function byId<T extends { readonly id: string }>(
  findMany: (ids: readonly string[]) => Promise<readonly T[]>,
): DataLoader<string, T | null> {
  return new DataLoader(async (ids) => {
    const found = new Map((await findMany(ids)).map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
}
