import { createTinyContent, tinyResolvers } from '../../gateway/testing/tiny-content.ts';
import { startTinySubgraph, type TinySubgraph } from '../../gateway/testing/tiny-subgraph.ts';
import { builtProgram } from '../../subgraphs/shared/service/built-program.ts';
import {
  type PrivateRedis,
  startPrivateRedis,
} from '../../subgraphs/shared/testing/private-redis.ts';
import { freePorts } from './ports.ts';
import { ServiceProcess } from './service-process.ts';

const subgraphs = ['worker', 'retrieval', 'agents'] as const;
export type Subgraph = (typeof subgraphs)[number];

/** The gateway as a process of its own, before subgraphs of a few lines that start and stop in no time. */
export class LoneGateway {
  readonly url: string;
  readonly process: ServiceProcess;
  /** What the subgraphs answer. */
  readonly content = createTinyContent();
  readonly #redis: PrivateRedis;
  readonly #ports: Readonly<Record<Subgraph, number>>;
  readonly #running = new Map<Subgraph, TinySubgraph>();

  private constructor(
    redis: PrivateRedis,
    [port = 0, worker = 0, retrieval = 0, agents = 0]: number[],
  ) {
    this.#redis = redis;
    this.#ports = { worker, retrieval, agents };
    this.url = `http://127.0.0.1:${port}`;
    const at = (service: Subgraph) => `http://127.0.0.1:${this.#ports[service]}`;
    this.process = new ServiceProcess(builtProgram('gateway/main.ts'), {
      PATH: process.env['PATH'],
      REDIS_URL: `redis://127.0.0.1:${redis.port}`,
      GATEWAY_PORT: String(port),
      WORKER_URL: at('worker'),
      RETRIEVAL_URL: at('retrieval'),
      AGENTS_URL: at('agents'),
      SLOW_OPERATION_MS: '1',
    });
  }

  static async open(): Promise<LoneGateway> {
    const gateway = new LoneGateway(await startPrivateRedis(), await freePorts(4));
    await gateway.process.start();
    return gateway;
  }

  async startSubgraphs(names: readonly Subgraph[] = subgraphs): Promise<void> {
    const resolvers = tinyResolvers(this.content);
    for (const name of names) {
      const options = { name, kinds: [], resolvers: resolvers[name], port: this.#ports[name] };
      this.#running.set(name, await startTinySubgraph(options));
    }
  }

  async stopSubgraphs(): Promise<void> {
    await Promise.all(Array.from(this.#running.values(), (subgraph) => subgraph.close()));
    this.#running.clear();
  }

  async ready(): Promise<{ readonly code: number; readonly status: string }> {
    const response = await fetch(`${this.url}/ready`);
    return { code: response.status, status: (await response.json()).status };
  }

  /** The answer's body, and how the response cache served it. */
  async query(query: string): Promise<{ readonly body: string; readonly cache: string | null }> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return { body: await response.text(), cache: response.headers.get('x-cache') };
  }

  async close(): Promise<void> {
    await this.process.stop('SIGKILL');
    await this.stopSubgraphs();
    await this.#redis.stop();
  }
}
