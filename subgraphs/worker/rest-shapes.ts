import type { FileRecord } from './file.ts';
import type { JobRecord } from './job.ts';

/** A file as REST shows it: the graph's own names. */
export function toRestFile(file: FileRecord) {
  const { hash, name, mediaType, sizeBytes, modality, status, error, createdAt, metadata } = file;
  return { hash, name, mediaType, sizeBytes, modality, status, error, createdAt, metadata };
}

/** A job as REST shows it: the graph's own names. */
export function toRestJob(job: JobRecord) {
  const { id, fileHash, status, step, progress, attempts, error, startedAt, finishedAt } = job;
  return { id, fileHash, status, step, progress, attempts, error, startedAt, finishedAt };
}
