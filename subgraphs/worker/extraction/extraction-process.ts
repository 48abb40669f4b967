import { type ChunkedExtraction, chunkExtraction } from '../chunking/chunk-extraction.ts';
import { type Fingerprint, fingerprintsOf } from '../near-duplicates/fingerprint.ts';
import type { ExtractableFile, ExtractionSettings, ExtractorName } from './extractor.ts';
import { loadExtractor } from './extractors.ts';
import { isUnreadableFile } from './unreadable-file-error.ts';

/** One file to read in the child process. */
export interface ExtractionTask extends ExtractableFile {
  readonly extractor: ExtractorName;
}

/** What the process is sent. */
export interface ProcessTask extends ExtractionTask {
  readonly settings: ExtractionSettings;
}

/** What becomes of a file that can be read. */
export interface ExtractedFile extends ChunkedExtraction {
  readonly fingerprints: readonly Fingerprint[];
}

/** The passages, or why there are none: classes of errors do not survive the way between processes. */
export type ExtractionOutcome =
  | { readonly extracted: ExtractedFile }
  | { readonly unreadable: string };

/** What the pool runs in its child process. */
export default async function extract(task: ProcessTask): Promise<ExtractionOutcome> {
  const extractor = await loadExtractor(task.extractor);
  try {
    const extraction = await extractor.extract(task, task.settings);
    const fingerprints = fingerprintsOf(extraction);
    return { extracted: { ...chunkExtraction(extraction), fingerprints } };
  } catch (error) {
    if (isUnreadableFile(error)) return { unreadable: error.message };
    throw error;
  }
}
