import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtProgram } from '../../subgraphs/shared/service/built-program.ts';
import { eventually } from '../../subgraphs/shared/testing/eventually.ts';
import {
  type PrivateRedis,
  startPrivateRedis,
} from '../../subgraphs/shared/testing/private-redis.ts';
import type { GraphQLAnswer } from './house.ts';
import { freePorts } from './ports.ts';
import { ServiceProcess } from './service-process.ts';

type ContentService = 'worker' | 'retrieval';

/** Worker and retrieval as two processes that can be started again with another environment, on a private Redis. */
export class ContentServices {
  readonly redis: PrivateRedis;
  readonly #folder = mkdtempSync(join(tmpdir(), 'content-'));
  readonly #ports: Readonly<Record<ContentService, number>>;
  #running: ServiceProcess[] = [];

  private constructor(redis: PrivateRedis, [worker = 0, retrieval = 0]: readonly number[]) {
    this.redis = redis;
    this.#ports = { worker, retrieval };
  }

  static async open(): Promise<ContentServices> {
    return new ContentServices(await startPrivateRedis(), await freePorts(2));
  }

  async start(environment: Readonly<Record<string, string>>): Promise<void> {
    const common = {
      PATH: process.env['PATH'],
      REDIS_URL: `redis://127.0.0.1:${this.redis.port}`,
      DATA_DIR: this.#folder,
      LOG_LEVEL: 'warn',
      WORKER_PORT: String(this.#ports.worker),
      RETRIEVAL_PORT: String(this.#ports.retrieval),
      WORKER_URL: this.#urlOf('worker'),
      RETRIEVAL_URL: this.#urlOf('retrieval'),
      ...environment,
    };
    this.#running = (['retrieval', 'worker'] as const).map(
      (service) => new ServiceProcess(builtProgram(`subgraphs/${service}/main.ts`), common),
    );
    await Promise.all(this.#running.map((process) => process.start()));
  }

  /** SIGKILL leaves nobody the time to tidy up. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    await Promise.all(this.#running.map((process) => process.stop(signal)));
  }

  async close(): Promise<void> {
    await this.stop();
    await this.redis.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async query(
    service: ContentService,
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
  ): Promise<Pick<GraphQLAnswer, 'data' | 'errors'>> {
    const response = await fetch(`${this.#urlOf(service)}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as GraphQLAnswer;
  }

  /** Gives a text to the worker; its hash, once it is found by its words. */
  async ingest(name: string, content: string): Promise<string> {
    const { data, errors } = await this.query(
      'worker',
      'mutation($input: IngestInput!) { ingest(input: $input) { file { hash } } }',
      { input: { name, content } },
    );
    if (errors) throw new Error(JSON.stringify(errors));
    const { hash } = data.ingest.file;
    await eventually(
      () => this.search(content, 'KEYWORD'),
      (found) => found.hits.some((hit: { file: { hash: string } }) => hit.file.hash === hash),
    );
    return hash;
  }

  async search(query: string, mode: 'KEYWORD' | 'SEMANTIC' | 'HYBRID') {
    const { data, errors } = await this.query(
      'retrieval',
      `query($query: String!, $mode: SearchMode) { search(query: $query, mode: $mode, first: 50) {
        hits { text semanticScore file { hash } } notices { code } cache { status } } }`,
      { query, mode },
    );
    if (errors) throw new Error(errors.map(({ extensions }) => extensions.code).join());
    return data.search;
  }

  #urlOf(service: ContentService): string {
    return `http://127.0.0.1:${this.#ports[service]}`;
  }
}
