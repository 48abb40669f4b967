import { DomainError } from '../../shared/service/domain-error.ts';
import type { ChunkRecord } from '../chunk.ts';
import type { EmbedDeps } from '../embedding/embed-texts.ts';
import {
  contentVersionOf,
  type ExtractFileDeps,
  extractFile,
  generationOf,
} from '../extraction/extract-file.ts';
import type { FileRecord } from '../file.ts';
import type { Generation, SearchIndex } from '../index/search-index.ts';
import type { JobRecord, JobStep } from '../job.ts';
import type { Fingerprint } from '../near-duplicates/fingerprint.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { contentChanged, type OutboxEvent } from '../outbox/outbox-event.ts';
import type { StoreTables, WorkerStore } from '../store/worker-store.ts';
import { indexVectors } from './index-vectors.ts';
import { toChunks } from './to-chunks.ts';

export interface ProcessFileDeps extends ExtractFileDeps, EmbedDeps {
  readonly store: WorkerStore;
  readonly index: SearchIndex;
  readonly outbox: Outbox;
}

/** One attempt at one file. */
export interface Attempt {
  readonly job: JobRecord;
  readonly signal: AbortSignal;
}

/**
 * Extracts, indexes and embeds one file. Everything is written under deterministic ids, so that running it again, in
 * part or in whole, doubles nothing. A first-time file is found by its words before its vectors are there; a file
 * that has content already keeps it until the new one is complete.
 */
export async function processFile(deps: ProcessFileDeps, attempt: Attempt): Promise<void> {
  const { fileHash } = attempt.job;
  const file = await deps.store.files.find(fileHash);
  if (file === undefined) throw new Error('the file was deleted before its job began');
  try {
    if (attempt.job.step === 'publishing') return await publishAgain(deps, file);
    await runSteps(deps, attempt, file);
  } catch (error) {
    if ((await deps.store.files.find(fileHash)) === undefined) await forget(deps, fileHash);
    throw error;
  }
}

async function runSteps(deps: ProcessFileDeps, attempt: Attempt, file: FileRecord): Promise<void> {
  const { store, index } = deps;
  const { signal } = attempt;
  if (file.status !== 'READY') await store.files.update(file.hash, { status: 'PROCESSING' });
  await report(deps, attempt, 'extracting', 0.02);
  const extraction = await extractFile(deps, file, signal);
  const contentVersion = contentVersionOf(file, deps.media);
  const chunks = toChunks(file, contentVersion, extraction.chunks);
  const title = extraction.title === null ? {} : { title: extraction.title };
  const properties = { ...title, ...extraction.properties };
  const content = { chunks, properties, fingerprints: extraction.fingerprints };

  await report(deps, attempt, 'indexing', 0.1);
  await waitForRemoval(deps, file);
  await store.chunks.upsert(chunks);
  const generation = { file, generation: generationOf(contentVersion, deps.embedder.space) };
  if (file.generation === null) await publishWords(deps, generation, content, signal);
  signal.throwIfAborted();

  // Rows of the current generation are only completed; those of another one wait for the commit.
  const isLive = file.generation === null || file.generation === generation.generation;
  await indexVectors(deps, { generation, chunks, isLive, signal }, (share) =>
    report(deps, attempt, 'embedding', 0.2 + 0.75 * share),
  );
  await index.commit(generation, chunks.length);
  signal.throwIfAborted();
  await publish(deps, generation, content, attempt.job);
}

/** What a file becomes when it is published. */
interface FileContent {
  readonly chunks: readonly ChunkRecord[];
  readonly properties: unknown;
  readonly fingerprints: readonly Fingerprint[];
}

/** Makes a new file findable by its words at once; its vectors take longer. */
async function publishWords(
  deps: ProcessFileDeps,
  generation: Generation,
  { chunks, properties, fingerprints }: FileContent,
  signal: AbortSignal,
): Promise<void> {
  const { file } = generation;
  if (chunks.length > 0) {
    await deps.index.put(
      generation,
      chunks.map((chunk) => ({ chunk, vector: null })),
      true,
    );
    signal.throwIfAborted();
  }
  await deps.index.commit(generation, chunks.length);
  signal.throwIfAborted();
  const changeId = await deps.store.transact(async (tables) => {
    await updateFile(tables, file, {
      contentVersion: contentVersionOf(file, deps.media),
      generation: generation.generation,
      properties,
    });
    await tables.fingerprints.replace(file.sequence, fingerprints);
    return deps.outbox.record(tables, contentChanged(file.hash));
  });
  await deps.outbox.deliver(changeId);
}

/**
 * The new content becomes the file's own, and no cache goes on with the old one. When only the vectors are new, those of a
 * change of models, the caches are told once, at its end, and not for every file.
 */
async function publish(
  deps: ProcessFileDeps,
  { file, generation }: Generation,
  { chunks, properties, fingerprints }: FileContent,
  job: JobRecord,
): Promise<void> {
  const contentVersion = contentVersionOf(file, deps.media);
  const changeId = await deps.store.transact(async (tables) => {
    const ready = { status: 'READY', error: null, contentVersion, generation, properties } as const;
    await updateFile(tables, file, ready);
    await tables.chunks.removeOthers(file.hash, contentVersion, chunks.length);
    await tables.fingerprints.replace(file.sequence, fingerprints);
    await tables.jobs.report(job.id, 'publishing', 0.98);
    const made = { contentVersion, generation, properties };
    // Read in this transaction: the end of the change, which tells the caches, comes after it.
    const isChanging = (await tables.modelSwitch.find())?.finishedAt === null;
    const isSame = isChanging && job.isBackground && hasSameContent(file, made);
    return deps.outbox.record(tables, isSame ? [] : contentChanged(file.hash));
  });
  await deps.outbox.deliver(changeId);
}

function hasSameContent(
  file: FileRecord,
  made: { contentVersion: string; generation: string; properties: unknown },
): boolean {
  return (
    file.status === 'READY' &&
    file.generation !== made.generation &&
    file.contentVersion === made.contentVersion &&
    JSON.stringify(file.properties) === JSON.stringify(made.properties)
  );
}

/** The process died between publishing and completing: only the telling may be left to do. */
async function publishAgain(deps: ProcessFileDeps, file: FileRecord): Promise<void> {
  const changeId = await deps.store.transact((tables) =>
    deps.outbox.record(tables, contentChanged(file.hash)),
  );
  await deps.outbox.deliver(changeId);
}

/** Rows that were written while the file was being deleted go again; the deletion, which waits, delivers this. */
async function forget({ store, outbox }: ProcessFileDeps, fileHash: string): Promise<void> {
  const removal: OutboxEvent = { lane: 'INDEX', fileHash, tags: [] };
  await store.transact((tables) => outbox.record(tables, [removal, ...contentChanged(fileHash)]));
}

/** Undoes the caller's transaction when the file was deleted meanwhile. */
async function updateFile(
  { files }: StoreTables,
  { hash }: FileRecord,
  changes: Parameters<StoreTables['files']['update']>[1],
): Promise<void> {
  if (!(await files.update(hash, changes))) throw new Error('the file was deleted meanwhile');
}

/** A file that was deleted and comes again must not lose its new rows to the old removal. */
async function waitForRemoval({ outbox }: ProcessFileDeps, file: FileRecord): Promise<void> {
  if (await outbox.isRemovalPending(file.hash))
    throw new DomainError(
      'SUBGRAPH_UNAVAILABLE',
      'The removal of an earlier copy of this file has not reached the index yet.',
    );
}

async function report(
  { store }: ProcessFileDeps,
  { job, signal }: Attempt,
  step: JobStep,
  progress: number,
): Promise<void> {
  signal.throwIfAborted();
  await store.jobs.report(job.id, step, Math.round(progress * 1000) / 1000);
}
