import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type PrivateRedis,
  startPrivateRedis,
} from '../../subgraphs/shared/testing/private-redis.ts';

import type { Contender, Graph, Surroundings } from './contenders/contender.ts';
import { bodyOfPage } from './graph/operation.ts';
import { type SubgraphName, subgraphNames } from './graph/schemas.ts';
import { benchSupergraph } from './graph/supergraph.ts';
import { freePort } from './processes/free-port.ts';
import { MeasuredProcess } from './processes/measured-process.ts';
import { leaveGatewayCore, onGatewayCore } from './processes/processors.ts';

const SUBGRAPH = fileURLToPath(new URL('./subgraph/subgraph-program.ts', import.meta.url));

/** The subgraphs, a Redis, and the contenders before them. Everything but the contenders shares the cores that are not the gateway's. */
export class BenchStack {
  readonly redis: PrivateRedis;
  readonly folder: string;
  readonly #surroundings: Surroundings;
  readonly #processes: Set<MeasuredProcess>;

  private constructor(
    redis: PrivateRedis,
    processes: Set<MeasuredProcess>,
    surroundings: Surroundings,
  ) {
    this.redis = redis;
    this.folder = surroundings.folder;
    this.#processes = processes;
    this.#surroundings = surroundings;
  }

  static async open(peersFolder: string): Promise<BenchStack> {
    await leaveGatewayCore();
    const folder = await mkdtemp(join(tmpdir(), 'bench-gateway-'));
    const redis = await startPrivateRedis();
    const processes = new Set<MeasuredProcess>();
    try {
      const subgraphs: Subgraph[] = [];
      for (const name of subgraphNames)
        subgraphs.push(await startSubgraph(name, folder, processes));
      const graph = (path: string) => writeGraph(join(folder, `graph${path}`), path, subgraphs);
      const [plain, kept] = [await graph(''), await graph('/kept')];
      const redisUrl = (database: number) => redis.url(database);
      return new BenchStack(redis, processes, { plain, kept, peersFolder, folder, redisUrl });
    } catch (error) {
      await closeAll(processes, redis, folder);
      throw error;
    }
  }

  /** Starts a contender on the gateway's core and waits until it is there: by default, for its first answer. Throws `NotInstalledError`. */
  async start(contender: Contender, untilThere = answersOnce): Promise<MeasuredProcess> {
    const port = await freePort();
    const program = await contender.program(port, this.#surroundings);
    const process = await MeasuredProcess.start(
      { ...program, command: onGatewayCore(program.command) },
      { name: contender.name, port, folder: this.folder },
    );
    this.#processes.add(process);
    await untilThere(process);
    return process;
  }

  async stop(process: MeasuredProcess): Promise<void> {
    this.#processes.delete(process);
    await process.stop();
  }

  close(): Promise<void> {
    return closeAll(this.#processes, this.redis, this.folder);
  }
}

async function closeAll(
  processes: ReadonlySet<MeasuredProcess>,
  redis: PrivateRedis,
  folder: string,
): Promise<void> {
  await Promise.all([...processes].map((process) => process.stop()));
  await redis.stop();
  await rm(folder, { recursive: true, force: true });
}

function answersOnce(process: MeasuredProcess): Promise<void> {
  return process.untilAnswers('/graphql', bodyOfPage(0));
}

interface Subgraph {
  readonly name: SubgraphName;
  readonly process: MeasuredProcess;
}

async function startSubgraph(
  name: SubgraphName,
  folder: string,
  processes: Set<MeasuredProcess>,
): Promise<Subgraph> {
  const port = await freePort();
  const command = [process.execPath, '--import', 'tsx', SUBGRAPH, name, String(port)] as const;
  const started = await MeasuredProcess.start(
    { command, environment: { NODE_ENV: 'production' } },
    { name, port, folder },
  );
  processes.add(started);
  await started.untilAnswers('/health');
  return { name, process: started };
}

async function writeGraph(
  folder: string,
  path: string,
  subgraphs: readonly Subgraph[],
): Promise<Graph> {
  const urlOf = (wanted: SubgraphName) => {
    const port = subgraphs.find(({ name }) => name === wanted)?.process.port;
    return `http://127.0.0.1:${port}${path}/graphql`;
  };
  const urls = { products: urlOf('products'), reviews: urlOf('reviews'), users: urlOf('users') };
  const supergraphPath = join(folder, 'supergraph.graphql');
  const taggedPath = join(folder, 'tagged.graphql');
  await mkdir(folder, { recursive: true });
  await writeFile(supergraphPath, benchSupergraph(urls, { isTagged: false }));
  await writeFile(taggedPath, benchSupergraph(urls, { isTagged: true }));
  return { supergraphPath, taggedPath, urls };
}
