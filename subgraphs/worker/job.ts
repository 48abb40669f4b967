import type { JobStatus } from './generated/resolvers.ts';

/** The processing of one file as the store keeps it. It outlives its file. */
export interface JobRecord {
  /** Position in the order of creation; jobs start in this order. */
  readonly sequence: number;
  readonly id: string;
  readonly fileHash: string;
  readonly status: JobStatus;
  readonly step: JobStep | null;
  /** 0 to 1. */
  readonly progress: number;
  /** Attempts begun so far. */
  readonly attempts: number;
  /** Nobody waits for it. */
  readonly isBackground: boolean;
  readonly error: string | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** What a job is doing; `publishing` tells the caches of all services about the new content. */
export type JobStep = 'extracting' | 'indexing' | 'embedding' | 'publishing';
