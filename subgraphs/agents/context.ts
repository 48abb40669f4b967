import DataLoader from 'dataloader';
import type { Cache } from '../shared/cache/types.ts';
import {
  createRequestContext,
  type RequestContext,
  type RequestHead,
} from '../shared/service/request-context.ts';
import type { UserId } from '../shared/service/user-id.ts';
import type { AgentRecord } from './agent.ts';
import type { AgentsService } from './agents-service.ts';
import { readCurrentUser } from './current-user.ts';
import type { SummaryRecord } from './memory/summary-store.ts';
import type { RunRecord } from './run.ts';
import type { SessionRecord } from './session.ts';
import type { ToolCallRecord } from './tool-call.ts';

/** What a GraphQL request in this room carries: the domain, and loaders that batch within the request. */
export interface AgentsContext extends RequestContext {
  /** Who asks: nobody else's is read or changed. */
  readonly userId: UserId;
  readonly service: AgentsService;
  readonly cache: Cache;
  readonly loaders: AgentsLoaders;
}

export interface AgentsLoaders {
  readonly agents: DataLoader<string, AgentRecord | null>;
  readonly sessions: DataLoader<string, SessionRecord | null>;
  /** By session. */
  readonly summaries: DataLoader<string, SummaryRecord | null>;
  readonly runs: DataLoader<string, RunRecord | null>;
  /** By run. */
  readonly toolCalls: DataLoader<string, readonly ToolCallRecord[]>;
}

export interface AgentsContextDeps {
  readonly service: AgentsService;
  readonly cache: Cache;
  readonly internalToken: string | undefined;
}

/** Rejects when the user cannot be told, or may not be believed. */
export async function createAgentsContext(
  { service, cache, internalToken }: AgentsContextDeps,
  request: RequestHead,
): Promise<AgentsContext> {
  const userId = await readCurrentUser(request, internalToken);
  const loaders = createLoaders(service, userId);
  return { ...createRequestContext(request), userId, service, cache, loaders };
}

function createLoaders(service: AgentsService, userId: UserId): AgentsLoaders {
  return {
    agents: byId((ids) => service.agents.findMany(userId, ids)),
    sessions: new DataLoader(async (ids) => service.sessions.findMany(userId, ids)),
    runs: byId((ids) => service.runs.findMany(userId, ids)),
    summaries: new DataLoader(async (sessionIds) => {
      const latest = await service.summaries.findLatest(userId, sessionIds);
      return sessionIds.map((id) => latest.get(id) ?? null);
    }),
    toolCalls: new DataLoader(async (runIds) => {
      const calls = await service.runs.findToolCalls(userId, runIds);
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
