import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { End, HostileFile, Targets } from '../../scripts/hostile-corpus/hostile-file.ts';
import {
  type PrivateRedis,
  startPrivateRedis,
} from '../../subgraphs/shared/testing/private-redis.ts';
import { PlayedRetrieval } from '../../subgraphs/worker/testing/played-retrieval.ts';
import { HealthWatch } from './health-watch.ts';
import { freePorts } from './ports.ts';
import { ServiceProcess } from './service-process.ts';

const program = fileURLToPath(new URL('./worker-of-words.ts', import.meta.url));
/** Stands in the file that must not be read. */
export const SECRET = 'canary-5f0c7d';
/** How long a parser may take: far longer than an honest file needs on a busy machine. One file here takes it all. */
const TIMEOUT_SECONDS = 10;

/** Often enough to lose no time, and not so often that asking slows the work. */
const POLL_MS = 100;

/** How a file ended, and what came of it. */
export interface Outcome {
  readonly end: End;
  readonly reason: string;
}

/** One worker process with a data folder, beside things that it must not touch. */
export class HostileHouse {
  readonly targets: Targets;
  readonly process: ServiceProcess;
  readonly health: HealthWatch;
  /** Requests that the server received that nobody should call. */
  readonly calls: string[] = [];
  readonly #url: string;
  readonly #folder: string;
  readonly #redis: PrivateRedis;
  readonly #retrieval: PlayedRetrieval;
  readonly #forbidden: Server;

  private constructor(parts: {
    redis: PrivateRedis;
    retrieval: PlayedRetrieval;
    retrievalUrl: string;
    forbidden: Server;
    port: number;
  }) {
    this.#folder = mkdtempSync(join(tmpdir(), 'hostile-'));
    this.#redis = parts.redis;
    this.#retrieval = parts.retrieval;
    this.#forbidden = parts.forbidden;
    this.#forbidden.on('request', (request) => this.calls.push(request.url ?? ''));
    this.#url = `http://127.0.0.1:${parts.port}`;
    this.health = new HealthWatch(this.#url);
    this.targets = {
      secretPath: join(this.#folder, 'secret.srt'),
      secretUrl: `http://127.0.0.1:${(parts.forbidden.address() as AddressInfo).port}/called`,
      escapePath: join(this.#folder, 'escaped.txt'),
    };
    writeFileSync(this.targets.secretPath, `1\n00:00:00,000 --> 00:00:09,000\n${SECRET}\n`);
    for (const name of ['data', 'tmp']) mkdirSync(join(this.#folder, name));
    this.process = new ServiceProcess(program, this.#environment(parts));
  }

  static async open(): Promise<HostileHouse> {
    const retrieval = new PlayedRetrieval();
    const forbidden = createServer((_, response) => response.end());
    await new Promise<void>((listening) => forbidden.listen(0, '127.0.0.1', listening));
    const [redis, retrievalUrl, [port = 0]] = await Promise.all([
      startPrivateRedis(),
      retrieval.listen(),
      freePorts(1),
    ]);
    const house = new HostileHouse({ redis, retrieval, retrievalUrl, forbidden, port });
    await house.process.start();
    house.health.begin();
    return house;
  }

  /** Sends all of them, waits until none is being processed, and tells what became of each, in their order. */
  async outcomesOf(files: readonly HostileFile[]): Promise<Outcome[]> {
    const sent = [];
    for (const file of files) sent.push(await this.#send(file));
    while ((await this.#unfinished()) > 0) await wait(POLL_MS);
    return Promise.all(sent.map((answer) => ('hash' in answer ? this.#end(answer.hash) : answer)));
  }

  /** Everything that the worker would show of its files. */
  async everythingShown(): Promise<string> {
    const fields = 'name error properties chunks(first: 100) { edges { node { text } } }';
    const pages: unknown[] = [];
    for (let after = 'null'; after !== ''; ) {
      const query = `{ files(first: 100, after: ${after}) { edges { node { ${fields} } } pageInfo { hasNextPage endCursor } } }`;
      const { files } = await this.#ask(query);
      pages.push(files.edges);
      after = files.pageInfo.hasNextPage ? JSON.stringify(files.pageInfo.endCursor) : '';
    }
    return JSON.stringify(pages);
  }

  /** What lies beside the data folder, and the names of what lies in it that are no names of the worker's own. */
  strayFiles(): { beside: string[]; inside: string[] } {
    const own = /^(worker\.db|files|scratch)/;
    return {
      beside: readdirSync(this.#folder).sort(),
      inside: readdirSync(join(this.#folder, 'data')).filter((name) => !own.test(name)),
    };
  }

  async close(): Promise<void> {
    this.health.end();
    await this.process.stop();
    this.#retrieval.close();
    this.#forbidden.closeAllConnections();
    this.#forbidden.close();
    await this.#redis.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #send({ name, mediaType, content }: HostileFile): Promise<Outcome | { hash: string }> {
    const response = await fetch(`${this.#url}/api/v1/files`, {
      method: 'POST',
      headers: {
        'content-type': mediaType ?? 'application/octet-stream',
        'x-file-name': encodeURIComponent(name),
      },
      body: new Uint8Array(content),
    });
    const body = await response.json();
    if (response.status === 202) return { hash: body.file.hash };
    return { end: 'REFUSED', reason: `${response.status} ${body.code}: ${body.detail}` };
  }

  async #unfinished(): Promise<number> {
    const filter = '{ status: [QUEUED, PROCESSING] }';
    return (await this.#ask(`{ files(first: 0, filter: ${filter}) { totalCount } }`)).files
      .totalCount;
  }

  async #end(hash: string): Promise<Outcome> {
    const { file } = await this.#ask(`{ file(hash: "${hash}") { status error } }`);
    return { end: file.status, reason: file.error ?? '' };
  }

  async #ask(query: string) {
    const response = await fetch(`${this.#url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return (await response.json()).data;
  }

  #environment({ port, retrievalUrl }: { port: number; retrievalUrl: string }) {
    return {
      PATH: process.env['PATH'],
      TMPDIR: join(this.#folder, 'tmp'),
      DATA_DIR: join(this.#folder, 'data'),
      WORKER_PORT: String(port),
      REDIS_URL: this.#redis.url(),
      RETRIEVAL_URL: retrievalUrl,
      AGENTS_URL: retrievalUrl,
      GATEWAY_URL: retrievalUrl,
      EXTRACTION_TIMEOUT_SECONDS: String(TIMEOUT_SECONDS),
      MAX_UPLOAD_BYTES: String(8 * 1024 * 1024),
      LOG_LEVEL: 'warn',
    };
  }
}
