import DataLoader from 'dataloader';
import type { FastifyRequest } from 'fastify';
import { createRequestContext, type RequestContext } from '../shared/service/request-context.ts';
import type { ChunkRecord } from './chunk.ts';
import type { FileRecord } from './file.ts';
import type { JobRecord } from './job.ts';
import type { ModelRecord } from './models/model.ts';
import { findNearDuplicates, type NearDuplicate } from './near-duplicates/find-near-duplicates.ts';
import type { Worker } from './worker.ts';

/** The store takes this many keys in one query. */
const MAX_BATCH_SIZE = 1000;

/** What every GraphQL request of the worker carries. */
export interface WorkerContext extends RequestContext {
  readonly worker: Worker;
  readonly loaders: WorkerLoaders;
}

/** One store query for all keys that one request asks for together. */
export interface WorkerLoaders {
  readonly files: DataLoader<string, FileRecord | null>;
  readonly chunks: DataLoader<string, ChunkRecord | null>;
  /** By file. */
  readonly chunkCounts: DataLoader<string, number>;
  readonly jobs: DataLoader<string, JobRecord | null>;
  readonly models: DataLoader<string, ModelRecord | null>;
  /** By file. */
  readonly nearDuplicates: DataLoader<string, readonly NearDuplicate[]>;
}

export function createWorkerContext(worker: Worker, request: FastifyRequest): WorkerContext {
  return { ...createRequestContext(request), worker, loaders: createWorkerLoaders(worker) };
}

export function createWorkerLoaders({ store, models }: Worker): WorkerLoaders {
  const options = { maxBatchSize: MAX_BATCH_SIZE };
  return {
    files: new DataLoader(async (hashes) => {
      const byHash = new Map((await store.files.findMany(hashes)).map((file) => [file.hash, file]));
      return hashes.map((hash) => byHash.get(hash) ?? null);
    }, options),
    chunks: new DataLoader(async (ids) => {
      const byId = new Map((await store.chunks.findMany(ids)).map((chunk) => [chunk.id, chunk]));
      return ids.map((id) => byId.get(id) ?? null);
    }, options),
    chunkCounts: new DataLoader(async (hashes) => {
      const counts = await store.chunks.countByFile(hashes);
      return hashes.map((hash) => counts.get(hash) ?? 0);
    }, options),
    jobs: new DataLoader(async (ids) => {
      const byId = new Map((await store.jobs.findMany(ids)).map((job) => [job.id, job]));
      return ids.map((id) => byId.get(id) ?? null);
    }, options),
    nearDuplicates: new DataLoader(
      (hashes) => findNearDuplicates(store.fingerprints, hashes),
      options,
    ),
    models: new DataLoader((names) => Promise.all(names.map((name) => models.find(name))), options),
  };
}
