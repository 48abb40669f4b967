import { Tinypool } from 'tinypool';
import { siblingProgram } from '../../shared/service/sibling-program.ts';
import type { ExtractionOutcome, ExtractionTask, ProcessTask } from './extraction-process.ts';
import type { ExtractionResult } from './extraction-result.ts';
import type { ExtractionSettings } from './extractor.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

/** A parser's JavaScript memory; a file that needs more is a bomb. */
const MAX_HEAP_MIB = 1024;
/** All of a parser's memory: with what native libraries and buffers take. */
const MAX_MEMORY_BYTES = 1536 * 1024 * 1024;
/** Idle processes end, and give back what large files made them grow to. */
const IDLE_MS = 30_000;

/** Recognising text may take this part of a parser's time, so that a file keeps what else was read in it. */
const OCR_SHARE = 0.5;

/** Runs parsers outside of this process. */
export interface ExtractionPool {
  /** What all its extractions are made with. */
  readonly settings: ExtractionSettings;
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
  /** Default false. */
  readonly exifGps?: boolean;
  /** Default 20. */
  readonly ocrMaxPages?: number;
}

export function createExtractionPool(options: ExtractionPoolOptions): ExtractionPool {
  const program = siblingProgram('extraction-process', import.meta.url);
  const pool = new Tinypool({
    filename: program.filename,
    runtime: 'child_process',
    serialization: 'advanced',
    execArgv: [...program.execArgv, `--max-old-space-size=${MAX_HEAP_MIB}`],
    minThreads: 0,
    maxThreads: options.processes,
    idleTimeout: IDLE_MS,
  });
  const { timeoutMs, maxMemoryBytes = MAX_MEMORY_BYTES } = options;
  const { exifGps = false, ocrMaxPages = 20 } = options;
  const settings = { exifGps, ocrMaxPages, ocrBudgetMs: timeoutMs * OCR_SHARE };
  return {
    settings,
    extract: (task, signal) =>
      runTask(pool, { ...task, settings, timeoutMs, maxMemoryBytes }, signal),
    close: () => pool.destroy(),
  };
}

async function runTask(
  pool: Tinypool,
  task: ProcessTask,
  signal: AbortSignal,
): Promise<ExtractionResult> {
  const { timeoutMs, maxMemoryBytes } = task;
  const limit = AbortSignal.timeout(timeoutMs);
  let outcome: ExtractionOutcome;
  try {
    outcome = await pool.run(task, { signal: AbortSignal.any([signal, limit]) });
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
