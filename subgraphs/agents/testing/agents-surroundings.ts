import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PlayedWorker, startPlayedWorker } from '../../shared/testing/played-worker.ts';
import { type PrivateRedis, startPrivateRedis } from '../../shared/testing/private-redis.ts';
import {
  type AnsweringServer,
  type AnsweringServerOptions,
  startAnsweringServer,
} from './answering-server.ts';
import {
  type RetrievalServer,
  type ServedPassage,
  startRetrievalServer,
} from './retrieval-server.ts';

/** Everything around processes of the agents service: a data folder, a Redis, retrieval, the worker and a chat model. */
export class AgentsSurroundings {
  readonly folder: string;
  readonly redis: PrivateRedis;
  readonly retrieval: RetrievalServer;
  readonly worker: PlayedWorker;
  readonly model: AnsweringServer;

  private constructor(
    folder: string,
    redis: PrivateRedis,
    servers: { retrieval: RetrievalServer; worker: PlayedWorker; model: AnsweringServer },
  ) {
    this.folder = folder;
    this.redis = redis;
    this.retrieval = servers.retrieval;
    this.worker = servers.worker;
    this.model = servers.model;
  }

  static async open(
    passages: readonly ServedPassage[],
    options: AnsweringServerOptions = {},
  ): Promise<AgentsSurroundings> {
    const folder = await mkdtemp(join(tmpdir(), 'agents-'));
    const servers = {
      retrieval: await startRetrievalServer(passages),
      worker: await startPlayedWorker(),
      model: await startAnsweringServer(options),
    };
    return new AgentsSurroundings(folder, await startPrivateRedis(), servers);
  }

  /** What a process reads from its environment. */
  get environment(): Record<string, string> {
    return {
      DATA_DIR: this.folder,
      AGENTS_PORT: '0',
      LOG_LEVEL: 'silent',
      REDIS_URL: this.redis.url(2),
      RETRIEVAL_URL: this.retrieval.url,
      WORKER_URL: this.worker.url,
      CHAT_BASE_URL: this.model.url,
      CHAT_MODEL: 'answering',
    };
  }

  async close(): Promise<void> {
    await Promise.all([this.retrieval.close(), this.worker.close(), this.model.close()]);
    await this.redis.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
