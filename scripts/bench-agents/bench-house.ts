import { join } from 'node:path';
import {
  type AgentsProcess,
  startAgentsProcess,
} from '../../subgraphs/agents/testing/agents-process.ts';
import { AgentsSurroundings } from '../../subgraphs/agents/testing/agents-surroundings.ts';
import { buildServices } from '../build/build-services.ts';
import { AskedService } from './ask-service.ts';
import { type BareLoop, startBareLoop } from './bare-loop.ts';
import { PASSAGES } from './passages.ts';

/** An agents process with a store of its own. */
export interface House {
  readonly service: AskedService;
  /** Of its store. */
  readonly folder: string;
}

/** Everything that is measured, each in a process of its own; the model and retrieval are served by this one. */
export class BenchHouses {
  readonly bare: BareLoop;
  readonly folder: string;
  readonly #surroundings: AgentsSurroundings;
  readonly #processes: AgentsProcess[] = [];

  private constructor(surroundings: AgentsSurroundings, bare: BareLoop) {
    this.#surroundings = surroundings;
    this.folder = surroundings.folder;
    this.bare = bare;
  }

  static async open(): Promise<BenchHouses> {
    await buildServices();
    const surroundings = await AgentsSurroundings.open(PASSAGES);
    return new BenchHouses(surroundings, await startBareLoop(surroundings.model.url));
  }

  /** Starts a process on a store of its own. */
  async startHouse(name: string): Promise<House> {
    const folder = join(this.#surroundings.folder, name);
    const environment = { ...this.#surroundings.environment, DATA_DIR: folder };
    const process = await startAgentsProcess(environment);
    this.#processes.push(process);
    return { service: await AskedService.meet(process.url), folder };
  }

  async close(): Promise<void> {
    this.bare.stop();
    await Promise.all(this.#processes.map((process) => process.stop('SIGKILL')));
    await this.#surroundings.close();
  }
}
