import type { ChunkedExtraction } from '../chunking/chunk-extraction.ts';
import type { Fingerprint } from '../near-duplicates/fingerprint.ts';
import type { Speech } from './transcription/transcriber.ts';

/** What becomes of a file that can be read. */
export interface ExtractedFile extends ChunkedExtraction {
  readonly fingerprints: readonly Fingerprint[];
}

/** What a parser gives back. */
export interface ExtractionResult extends ExtractedFile {
  /** Where text that is added would begin, in bytes of the extracted text. */
  readonly endByte: number;
  /** What is to be transcribed; absent when there is no sound, or nobody to do it. */
  readonly speech?: Speech;
}
