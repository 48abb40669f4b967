import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Embedder } from '../../shared/embedding/embedder.ts';
import type { Running } from '../../shared/service/lifecycle.ts';
import { type PlayedWorker, startPlayedWorker } from '../../shared/testing/played-worker.ts';
import type { PrivateRedis } from '../../shared/testing/private-redis.ts';
import { createWordEmbedder, type WordEmbedder } from '../../shared/testing/word-embedder.ts';
import type { ChunkBatch } from '../chunk-index.ts';
import { retrievalConfigSchema } from '../config.ts';
import { startRetrieval } from '../start.ts';
import { DIMENSIONS } from './chunks.ts';

/** A search with everything that it can tell. */
export const SEARCH = `query($query: String!, $first: Int, $after: String, $mode: SearchMode, $minScore: Float, $filter: SearchFilter) {
  search(query: $query, first: $first, after: $after, mode: $mode, minScore: $minScore, filter: $filter) {
    sessionId query totalHits tookMs notices { code message }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    hits { rank score keywordScore semanticScore title position text highlight chunk { id } file { hash } }
    cache { status ageSeconds ttlSeconds tags } } }`;

/** What GraphQL answered. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads any shape, and fails when it is another one
  readonly data: any;
  readonly errors?: readonly { message: string; extensions: { code: string } }[];
  readonly extensions?: { apolloCacheTags?: readonly string[] };
}

/** The retrieval service as others meet it: over HTTP, on a real Redis, with a folder of its own. */
export class Room {
  readonly embedder: WordEmbedder = createWordEmbedder(DIMENSIONS);
  readonly #redis: PrivateRedis;
  readonly #folder = mkdtempSync(join(tmpdir(), 'retrieval-'));
  #running: Running | undefined;
  #worker: PlayedWorker | undefined;

  constructor(redis: PrivateRedis) {
    this.#redis = redis;
  }

  async start(
    embedder: Embedder = this.embedder,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    this.#worker ??= await startPlayedWorker();
    const config = retrievalConfigSchema.parse({
      DATA_DIR: this.#folder,
      RETRIEVAL_PORT: 0,
      REDIS_PORT: this.#redis.port,
      WORKER_URL: this.#worker.url,
      ...environment,
    });
    this.#running = await startRetrieval(config, pino({ level: 'silent' }), embedder);
  }

  /** From whom the service learns what it missed; played from the first start on. */
  get worker(): PlayedWorker {
    if (this.#worker === undefined) throw new Error('the room was not started yet');
    return this.#worker;
  }

  async stop(): Promise<void> {
    await this.#running?.close();
    this.#running = undefined;
  }

  async close(): Promise<void> {
    await this.stop();
    await this.#worker?.close();
    rmSync(this.#folder, { recursive: true });
  }

  async send(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${this.#running?.url}${path}`, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    return { status: response.status, body: await response.json() };
  }

  async query(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    const { body } = await this.send('POST', '/graphql', { query, variables });
    return body as Answer;
  }

  /** The result of a search; rejects when it has errors. */
  async search(variables: Readonly<Record<string, unknown>>) {
    const { data, errors } = await this.query(SEARCH, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.search;
  }

  put(batch: ChunkBatch) {
    const { file, generation, live } = batch;
    const path = `/internal/v1/index/files/${file.hash}/generations/${generation}/chunks`;
    return this.send('PUT', path, {
      file: onTheWire(file),
      live,
      chunks: batch.chunks.map(onTheWire),
    });
  }

  commit({ file, generation, chunks }: ChunkBatch, chunkCount = chunks.length) {
    const path = `/internal/v1/index/files/${file.hash}/generations/${generation}/commit`;
    return this.send('POST', path, { file: onTheWire(file), chunkCount });
  }

  /** As the worker sends a file for the first time. */
  async ingest(batch: ChunkBatch): Promise<void> {
    await this.put(batch);
    await this.commit(batch);
  }

  remove(hash: string) {
    return this.send('DELETE', `/internal/v1/index/files/${hash}`);
  }
}

/** Vectors as base64 of little-endian Float32, moments as ISO 8601. */
function onTheWire(value: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      if (field instanceof Float32Array)
        return [name, Buffer.from(field.buffer).toString('base64')];
      return [name, name === 'createdAt' ? new Date(field).toISOString() : field];
    }),
  );
}
