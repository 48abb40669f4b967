import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { z } from 'zod';
import { retrievalConfigSchema } from '../../subgraphs/retrieval/config.ts';
import { startRetrieval } from '../../subgraphs/retrieval/start.ts';
import type { Running } from '../../subgraphs/shared/service/lifecycle.ts';
import { workerConfigSchema } from '../../subgraphs/worker/config.ts';
import { startWorker } from '../../subgraphs/worker/start.ts';

const corpus = new URL('../../examples/corpus/', import.meta.url);
const POLL_MS = 20;
/** Nobody listens there: what is told to agents and gateway waits in the outbox. */
const NOWHERE = 'http://127.0.0.1:9';

const uploaded = z.object({ job: z.object({ id: z.string() }) });
const jobAnswer = z.object({ job: z.object({ status: z.string() }) });
const statistics = z.object({
  cacheStats: z.object({
    worker: z.object({
      kinds: z.array(
        z.object({
          kind: z.string(),
          memoryHits: z.number(),
          redisHits: z.number(),
          loads: z.number(),
          hitRate: z.number(),
        }),
      ),
    }),
  }),
});

/** Worker and retrieval with the embedded model, in this process, on a folder and a Redis of the caller's. */
export class ContentStack {
  readonly #worker: Running;
  readonly #retrieval: Running;

  private constructor(worker: Running, retrieval: Running) {
    this.#worker = worker;
    this.#retrieval = retrieval;
  }

  static async start(folder: string, redisPort: number): Promise<ContentStack> {
    const common = { DATA_DIR: folder, REDIS_PORT: redisPort, LOG_LEVEL: 'silent' };
    const logger = pino({ level: 'silent' });
    const retrieval = await startRetrieval(
      retrievalConfigSchema.parse({ ...common, RETRIEVAL_PORT: 0, WORKER_URL: NOWHERE }),
      logger,
    );
    const addresses = { RETRIEVAL_URL: retrieval.url, AGENTS_URL: NOWHERE, GATEWAY_URL: NOWHERE };
    const worker = await startWorker(
      workerConfigSchema.parse({ ...common, ...addresses, WORKER_PORT: 0 }),
      logger,
    );
    return new ContentStack(worker, retrieval);
  }

  /** Sends every file, then waits for all jobs; gives the number of files. Rejects when one failed. */
  async ingestCorpus(): Promise<number> {
    const names = (await readdir(corpus)).filter((name) => !name.startsWith('.')).sort();
    const jobs: string[] = [];
    for (const name of names) jobs.push(await this.#upload(name));
    for (const id of jobs) await this.#ended(id);
    return names.length;
  }

  async ask(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    const response = await fetch(`${this.#worker.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = z
      .object({ data: z.unknown(), errors: z.unknown().optional() })
      .parse(await response.json());
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return data;
  }

  /** What the worker's cache counted of this kind since the start. */
  async countsOf(kind: string): Promise<{ hits: number; loads: number; hitRate: number }> {
    const { cacheStats } = statistics.parse(
      await this.ask(
        '{ cacheStats { worker { kinds { kind memoryHits redisHits loads hitRate } } } }',
      ),
    );
    const counts = cacheStats.worker.kinds.find((each) => each.kind === kind);
    if (counts === undefined) throw new Error(`the worker's cache has no kind ${kind}`);
    const { memoryHits, redisHits, loads, hitRate } = counts;
    return { hits: memoryHits + redisHits, loads, hitRate };
  }

  async close(): Promise<void> {
    await this.#worker.close();
    await this.#retrieval.close();
  }

  async #upload(name: string): Promise<string> {
    const form = new FormData();
    form.set('file', new Blob([await readFile(new URL(name, corpus))]), name);
    const response = await fetch(`${this.#worker.url}/api/v1/files`, {
      method: 'POST',
      body: form,
    });
    return uploaded.parse(await response.json()).job.id;
  }

  async #ended(id: string): Promise<void> {
    for (;;) {
      const { job } = jobAnswer.parse(
        await this.ask('query($id: ID!) { job(id: $id) { status } }', { id }),
      );
      if (job.status === 'COMPLETED') return;
      if (job.status === 'FAILED') throw new Error(`job ${id} failed`);
      await delay(POLL_MS);
    }
  }
}
