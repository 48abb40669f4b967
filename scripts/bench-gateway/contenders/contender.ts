import type { SubgraphName } from '../graph/schemas.ts';

/** What every contender is started with. */
export interface Surroundings {
  /** Where the subgraphs forbid that answers are kept. */
  readonly plain: Graph;
  /** The same subgraphs where they allow it for an hour. */
  readonly kept: Graph;
  /** Where the other gateways are installed. */
  readonly peersFolder: string;
  /** A folder for what the contender needs as a file. */
  readonly folder: string;
  readonly redisUrl: (database: number) => string;
}

/** A supergraph and the subgraphs of it. */
export interface Graph {
  /** Of the file with the supergraph, as every gateway reads it. */
  readonly supergraphPath: string;
  /** Of the one that also names the cache tags; only this gateway reads it. */
  readonly taggedPath: string;
  readonly urls: Readonly<Record<SubgraphName, string>>;
}

/** How the process of a contender is started. */
export interface Program {
  /** The program and its words. */
  readonly command: readonly [string, ...string[]];
  readonly environment?: Readonly<Record<string, string>>;
  /** Default: the repository's. */
  readonly workingFolder?: string;
}

/** A gateway, set up in one way. */
export interface Contender {
  readonly name: string;
  /** What it is to the bars. */
  readonly role: 'ours' | 'javascript' | 'native' | 'limit';
  /** Rejects when it cannot be set up. */
  program(port: number, surroundings: Surroundings): Promise<Program>;
}
