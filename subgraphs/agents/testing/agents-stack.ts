import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../shared/service/config.ts';
import type { Running } from '../../shared/service/lifecycle.ts';
import { createLogger } from '../../shared/service/logger.ts';
import { ANONYMOUS } from '../../shared/service/user-id.ts';
import { type PlayedWorker, startPlayedWorker } from '../../shared/testing/played-worker.ts';
import { type PrivateRedis, startPrivateRedis } from '../../shared/testing/private-redis.ts';
import { openAgentsDatabase } from '../agents-database.ts';
import { agentsConfigSchema } from '../config.ts';
import { SessionStore } from '../session-store.ts';
import { startAgents } from '../start.ts';
import { TurnStore } from '../turn-store.ts';
import {
  type RetrievalServer,
  type ServedPassage,
  startRetrievalServer,
} from './retrieval-server.ts';

/** What GraphQL answered. `data` is loose on purpose: the tests say what they expect in it. */
export interface GraphQLAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads any shape, and fails when it is another one
  readonly data: any;
  readonly errors?: readonly { message: string; extensions: { code: string } }[];
  readonly extensions?: { readonly apolloCacheTags?: readonly string[] };
}

/** The agents service with a real store, a private Redis and a retrieval server, all of the test's own. */
export class AgentsStack {
  readonly redis: PrivateRedis;
  readonly retrieval: RetrievalServer;
  readonly worker: PlayedWorker;
  readonly folder: string;
  readonly #extras: Readonly<Record<string, string>>;
  readonly #running: Running[] = [];
  /** Milliseconds since the epoch, as the service sees it; tests move it. */
  now = Date.parse('2026-03-14T09:00:00.000Z');

  private constructor(
    redis: PrivateRedis,
    played: { retrieval: RetrievalServer; worker: PlayedWorker },
    folder: string,
    extras: Readonly<Record<string, string>>,
  ) {
    this.redis = redis;
    this.retrieval = played.retrieval;
    this.worker = played.worker;
    this.folder = folder;
    this.#extras = extras;
  }

  static async open(
    passages: readonly ServedPassage[],
    extras: Readonly<Record<string, string>> = {},
  ): Promise<AgentsStack> {
    const folder = await mkdtemp(join(tmpdir(), 'agents-'));
    const played = {
      retrieval: await startRetrievalServer(passages),
      worker: await startPlayedWorker(),
    };
    const stack = new AgentsStack(await startPrivateRedis(), played, folder, extras);
    await stack.startInstance();
    return stack;
  }

  /** What the service reads from the environment, here and in another process. */
  get environment(): Record<string, string> {
    return {
      DATA_DIR: this.folder,
      AGENTS_PORT: '0',
      LOG_LEVEL: 'silent',
      REDIS_URL: this.redis.url(2),
      RETRIEVAL_URL: this.retrieval.url,
      WORKER_URL: this.worker.url,
      ...this.#extras,
    };
  }

  /** Starts one more server over the same store; its number. */
  async startInstance(extras: Readonly<Record<string, string>> = {}): Promise<number> {
    const config = readConfig(agentsConfigSchema, { ...this.environment, ...extras });
    const logger = createLogger({ service: 'agents', level: config.LOG_LEVEL });
    const running = await startAgents(config, logger, { now: () => this.now });
    return this.#running.push(running) - 1;
  }

  urlOf(instance = 0): string {
    return this.#running[instance]?.url ?? '';
  }

  query(
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
    instance = 0,
  ): Promise<GraphQLAnswer> {
    return sendGraphQL(this.urlOf(instance), query, variables);
  }

  /** As the gateway asks for a user. */
  queryAs(
    userId: string,
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
  ): Promise<GraphQLAnswer> {
    return sendGraphQL(this.urlOf(), query, variables, { 'x-user-id': userId });
  }

  /** A new agent's id. */
  async createAgent(input: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const { data } = await this.query(CREATE_AGENT, { input: { ...READER, ...input } });
    return data.createAgent.agent.id;
  }

  ask(input: Readonly<Record<string, unknown>>, instance = 0): Promise<GraphQLAnswer> {
    return this.query(ASK, { input }, instance);
  }

  /** Writes so many questions and answers into the store, as a process does that dies before it tells the cache. */
  async writeTurns(sessionId: string, count: number): Promise<void> {
    const database = await openAgentsDatabase(join(this.folder, 'agents.db'));
    const at = new Date(this.now).toISOString();
    const [session] = await new SessionStore(database).findMany(ANONYMOUS, [sessionId]);
    const turns = new TurnStore(database);
    for (let number = 0; number < count; number++) {
      const runId = randomUUID();
      const turn = {
        runId,
        userId: ANONYMOUS,
        agentId: session?.agentId ?? '',
        at,
        expiresAt: '2100-01-01T00:00:00.000Z',
      };
      const lease = { owner: 'test', leaseExpiresAt: turn.expiresAt };
      const key = { idempotencyKey: null, requestHash: '' };
      const question = { session: { id: sessionId }, text: `question ${number}` };
      await turns.begin({ ...turn, ...lease, ...key, ...question });
      const answer = { text: `answer ${number}`, generated: false, contextId: null };
      await turns.complete({ ...turn, sessionId, ...answer });
    }
    await database.destroy();
  }

  async close(): Promise<void> {
    await Promise.all(this.#running.map((running) => running.close()));
    await this.retrieval.close();
    await this.worker.close();
    await this.redis.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

export async function sendGraphQL(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<GraphQLAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-id': 'test-request', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as GraphQLAnswer;
}

export const CREATE_AGENT =
  'mutation($input: CreateAgentInput!) { createAgent(input: $input) { agent { id } } }';
export const READER = { name: 'Reader', goal: 'Answer from the files' };

export const ASK = `mutation($input: AskInput!) { ask(input: $input) {
  run { id status step progress error toolCalls { tool error } }
  session { id active expiresAt }
  answer { id role text generated context { id } toolCalls {
    tool arguments result error tookMs cache { status ageSeconds ttlSeconds tags } } } } }`;
