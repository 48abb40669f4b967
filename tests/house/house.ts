import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtProgram } from '../../subgraphs/shared/service/built-program.ts';
import { eventually } from '../../subgraphs/shared/testing/eventually.ts';
import {
  type PrivateRedis,
  startPrivateRedis,
} from '../../subgraphs/shared/testing/private-redis.ts';
import { freePorts } from './ports.ts';
import { ServiceProcess } from './service-process.ts';

export const services = ['retrieval', 'worker', 'agents', 'gateway'] as const;
export type Service = (typeof services)[number];

/** What GraphQL answered. `data` is loose on purpose: the tests say what they expect in it. */
export interface GraphQLAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads any shape, and fails when it is another one
  readonly data: any;
  readonly errors?: readonly { message: string; path?: unknown[]; extensions: { code: string } }[];
  readonly headers: Headers;
}

/** The whole stack as a user has it: four processes, a private Redis, a folder of its own. */
export class House {
  readonly redis: PrivateRedis;
  readonly urls: Readonly<Record<Service, string>>;
  readonly processes: Readonly<Record<Service, ServiceProcess>>;
  readonly #folder: string;

  private constructor(
    redis: PrivateRedis,
    ports: readonly number[],
    folder: string,
    own: Readonly<Record<string, string>>,
  ) {
    this.redis = redis;
    this.#folder = folder;
    this.urls = eachService((_, index) => `http://127.0.0.1:${ports[index]}`);
    const environment = {
      ...process.env,
      NODE_OPTIONS: '',
      REDIS_URL: `redis://127.0.0.1:${redis.port}`,
      DATA_DIR: folder,
      LOG_LEVEL: 'trace',
      ...own,
      ...Object.fromEntries(
        services.flatMap((service, index) => [
          [`${service.toUpperCase()}_URL`, this.urls[service]],
          [`${service.toUpperCase()}_PORT`, String(ports[index])],
        ]),
      ),
    };
    this.processes = eachService((service) => new ServiceProcess(programOf(service), environment));
  }

  static async open(): Promise<House> {
    const house = await House.prepare();
    await house.start();
    return house;
  }

  /** Everything in its place and nothing running but Redis; `environment` is given to every process. */
  static async prepare(environment: Readonly<Record<string, string>> = {}): Promise<House> {
    const folder = mkdtempSync(join(tmpdir(), 'house-'));
    const [redis, ports] = await Promise.all([startPrivateRedis(), freePorts(services.length)]);
    return new House(redis, ports, folder, environment);
  }

  async start(): Promise<void> {
    const { gateway, ...subgraphs } = this.processes;
    await Promise.all(Object.values(subgraphs).map((process) => process.start()));
    await gateway.start();
  }

  async stop(signal?: NodeJS.Signals): Promise<void> {
    await Promise.all(Object.values(this.processes).map((process) => process.stop(signal)));
  }

  async close(): Promise<void> {
    await this.stop();
    await this.redis.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Sends one operation through the gateway. */
  query(
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<GraphQLAnswer> {
    return this.queryService('gateway', query, variables, headers);
  }

  /** Sends one operation to a service itself. */
  async queryService(
    service: Service,
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<GraphQLAnswer> {
    const response = await fetch(`${this.urls[service]}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as Omit<GraphQLAnswer, 'headers'>;
    return { ...answer, headers: response.headers };
  }

  /** Ingests one text and waits until its job is done; gives the file's hash. */
  async ingest(name: string, content: string): Promise<string> {
    const { data, errors } = await this.queryService(
      'worker',
      'mutation($input: IngestInput!) { ingest(input: $input) { file { hash } job { id } } }',
      { input: { name, content } },
    );
    if (errors) throw new Error(JSON.stringify(errors));
    await this.jobDone(data.ingest.job.id);
    return data.ingest.file.hash;
  }

  /** The job once it has ended, well or badly. */
  async jobDone(id: string) {
    const { data } = await eventually(
      () =>
        this.queryService(
          'worker',
          'query($id: ID!) { job(id: $id) { status error progress file { hash status } } }',
          { id },
        ),
      (answer) => ['COMPLETED', 'FAILED'].includes(answer.data?.job?.status),
      60_000,
    );
    return data.job;
  }
}

function programOf(service: Service): string {
  return builtProgram(service === 'gateway' ? 'gateway/main.ts' : `subgraphs/${service}/main.ts`);
}

function eachService<T>(make: (service: Service, index: number) => T): Record<Service, T> {
  return Object.fromEntries(
    services.map((service, index) => [service, make(service, index)]),
  ) as Record<Service, T>;
}
