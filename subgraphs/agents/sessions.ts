import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Cache } from '../shared/cache/types.ts';
import { DomainError } from '../shared/service/domain-error.ts';
import type { UserId } from '../shared/service/user-id.ts';
import type { AgentStore } from './agent-store.ts';
import { forgetCached } from './forget-cached.ts';
import type { SessionRecord } from './session.ts';
import type { SessionStore } from './session-store.ts';
import { readValidated } from './validated-read.ts';

export interface SessionsDeps {
  readonly store: SessionStore;
  readonly agents: AgentStore;
  readonly cache: Cache;
  readonly logger: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How long a session lives without a question. */
  readonly idleSeconds: number;
}

/** Sittings with agents. Whether one lives is decided by the store's `expiresAt`, with Redis or without. */
export class Sessions {
  readonly #deps: SessionsDeps;

  constructor(deps: SessionsDeps) {
    this.#deps = deps;
  }

  /** NOT_FOUND when there is no such agent. */
  async start(userId: UserId, agentId: string): Promise<SessionRecord> {
    if ((await this.#deps.agents.find(userId, agentId)) === null) throw noSuchAgent(agentId);
    const session = this.create(agentId);
    await this.#deps.store.insert(userId, session);
    return session;
  }

  /** A new session that is not stored yet. */
  create(agentId: string): SessionRecord {
    const now = this.#deps.now();
    return {
      id: randomUUID(),
      agentId,
      startedAt: new Date(now).toISOString(),
      expiresAt: this.expiryFrom(now),
      endedAt: null,
      revision: 1,
    };
  }

  /** When a session that is used at `now` (milliseconds since the epoch) ends by idleness. */
  expiryFrom(now: number): string {
    return new Date(now + this.#deps.idleSeconds * 1000).toISOString();
  }

  /** Each session or null, in the order of `ids`: one round trip to the store, one to the cache. */
  async findMany(
    userId: UserId,
    ids: readonly string[],
  ): Promise<readonly (SessionRecord | null)[]> {
    const states = await this.#deps.store.findStates(userId, ids);
    const sessions = await readValidated<SessionRecord>(this.#deps, {
      kind: 'session',
      userId,
      wanted: states,
      loadMany: (missing) => this.#loadMany(userId, missing),
    });
    const found = new Map<string, SessionRecord>();
    for (const [index, state] of states.entries()) {
      const session = sessions[index];
      if (session) found.set(state.id, { ...session, ...state });
    }
    return ids.map((id) => found.get(id) ?? null);
  }

  /** False when there was no session of this id to end. */
  async end(userId: UserId, id: string): Promise<boolean> {
    const at = new Date(this.#deps.now()).toISOString();
    const isEnded = await this.#deps.store.end(userId, id, at);
    if (isEnded) await forgetCached(this.#deps, { userId, sessionId: id });
    return isEnded;
  }

  async #loadMany(userId: UserId, ids: readonly string[]): Promise<(SessionRecord | null)[]> {
    const sessions = await this.#deps.store.findMany(userId, ids);
    const rows = new Map(sessions.map((row) => [row.id, row]));
    return ids.map((id) => rows.get(id) ?? null);
  }
}

export function noSuchAgent(id: string): DomainError {
  return new DomainError(
    'NOT_FOUND',
    `There is no agent ${id}; list them with \`agents\`, or make one with createAgent.`,
  );
}
