import { constants, setPriority } from 'node:os';
import { chunkExtraction } from '../chunking/chunk-extraction.ts';
import { fingerprintsOf } from '../near-duplicates/fingerprint.ts';
import type { ExtractionResult } from './extraction-result.ts';
import type {
  ExtractableFile,
  Extraction,
  ExtractionSettings,
  ExtractorName,
} from './extractor.ts';
import { loadExtractor } from './extractors.ts';
import { guardMemory } from './memory-guard.ts';
import { isUnreadableFile } from './unreadable-file-error.ts';

/** One file to read in the child process. */
export interface ExtractionTask extends ExtractableFile {
  readonly extractor: ExtractorName;
}

/** What the process is sent: with what the pool adds. */
export interface ProcessTask extends ExtractionTask {
  readonly settings: ExtractionSettings;
  /** When the process will be killed, in milliseconds from the start of the task. */
  readonly timeoutMs: number;
  /** More memory than this ends the process. */
  readonly maxMemoryBytes: number;
}

/** The passages, or why there are none: classes of errors do not survive the way between processes. */
export type ExtractionOutcome =
  | { readonly result: ExtractionResult }
  | { readonly unreadable: string };

/** What the pool runs in its child process. */
export default async function extract(task: ProcessTask): Promise<ExtractionOutcome> {
  guardMemory(task.maxMemoryBytes);
  // Parsers take what the worker leaves: on few cores it would else wait for them before it can answer.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const extractor = await loadExtractor(task.extractor);
  try {
    return { result: toResult(await extractor.extract(task, task.settings)) };
  } catch (error) {
    if (isUnreadableFile(error)) return { unreadable: error.message };
    throw error;
  }
}

function toResult(extraction: Extraction): ExtractionResult {
  const { parts, speech } = extraction;
  const endByte = parts.reduce((sum, { text }) => sum + Buffer.byteLength(text) + 1, 0);
  const fingerprints = fingerprintsOf(extraction);
  return { ...chunkExtraction(extraction), fingerprints, endByte, ...(speech && { speech }) };
}
