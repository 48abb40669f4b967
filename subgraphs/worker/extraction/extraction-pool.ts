import { Tinypool } from 'tinypool';
import type { ChunkedExtraction } from '../chunking/chunk-extraction.ts';
import type { ExtractionOutcome, ExtractionTask } from './extraction-process.ts';
import type { Speech } from './transcription/transcriber.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

/** A parser's JavaScript memory; a file that needs more is a bomb. */
const MAX_HEAP_MIB = 1024;
/** All of a parser's memory: with what native libraries and buffers take. */
const MAX_MEMORY_BYTES = 1536 * 1024 * 1024;
/** Idle processes end, and give back what large files made them grow to. */
const IDLE_MS = 30_000;

/** What a parser gives back. */
export interface ExtractionResult extends ChunkedExtraction {
  /** Where text that is added would begin, in bytes of the extracted text. */
  readonly endByte: number;
  readonly speech?: Speech;
}

/** Runs parsers outside of this process. */
export interface ExtractionPool {
  /**
   * Rejects with `UnreadableFileError` when the parser refuses the file, crashes, or takes longer than the limit:
   * its process is killed then, and only it. Rejects with the signal's reason when that aborts.
   */
  extract(task: ExtractionTask, signal: AbortSignal): Promise<ExtractionResult>;
  close(): Promise<void>;
}

export interface ExtractionPoolOptions {
  readonly processes: number;
  readonly timeoutMs: number;
  /** More memory than this ends a parser; default 1.5 GiB. */
  readonly maxMemoryBytes?: number;
}

export function createExtractionPool(options: ExtractionPoolOptions): ExtractionPool {
  const pool = new Tinypool({
    filename: new URL('./extraction-process.ts', import.meta.url).href,
    runtime: 'child_process',
    serialization: 'advanced',
    execArgv: ['--import', 'tsx', `--max-old-space-size=${MAX_HEAP_MIB}`],
    minThreads: 0,
    maxThreads: options.processes,
    idleTimeout: IDLE_MS,
  });
  return {
    extract: (task, signal) => runTask(pool, options, task, signal),
    close: () => pool.destroy(),
  };
}

async function runTask(
  pool: Tinypool,
  { timeoutMs, maxMemoryBytes = MAX_MEMORY_BYTES }: ExtractionPoolOptions,
  task: ExtractionTask,
  signal: AbortSignal,
): Promise<ExtractionResult> {
  const limit = AbortSignal.timeout(timeoutMs);
  let outcome: ExtractionOutcome;
  try {
    outcome = await pool.run(
      { ...task, timeoutMs, maxMemoryBytes },
      { signal: AbortSignal.any([signal, limit]) },
    );
  } catch (cause) {
    signal.throwIfAborted();
    throw new UnreadableFileError(
      limit.aborted
        ? `Reading the file took longer than ${timeoutMs / 1000} s and was stopped.`
        : `The parser failed on this file, or needed more than ${Math.round(maxMemoryBytes / 2 ** 20)} MiB of memory; the log of the worker has the details.`,
      { cause },
    );
  }
  if ('unreadable' in outcome) throw new UnreadableFileError(outcome.unreadable);
  return outcome.result;
}
