import type { ReadingAids } from './media/reading-aids.ts';
import type { Speech } from './transcription/transcriber.ts';

/** The parsers, by what they read. */
export type ExtractorName =
  | 'text'
  | 'markdown'
  | 'html'
  | 'csv'
  | 'json'
  | 'ndjson'
  | 'pdf'
  | 'docx'
  | 'image'
  | 'audio'
  | 'subtitles'
  | 'video';

/**
 * Reads one kind of file. Extractors run in a process of their own, which may be killed at any time; whatever they
 * throw marks the file FAILED, with the message of an `UnreadableFileError` as the reason.
 */
export interface Extractor {
  readonly name: ExtractorName;
  /** `timeoutMs` is when the process is killed, so that what takes long can be left out in time. */
  readonly extract: (
    file: ExtractableFile & { readonly timeoutMs: number },
    settings: ExtractionSettings,
  ) => Promise<Extraction>;
}

/** What the operator decides about extraction. Part of the cache key of every extraction. */
export interface ExtractionSettings {
  /** Whether the place that a picture's EXIF tells is kept. */
  readonly exifGps: boolean;
  /** Pictures and pages of one file whose text is recognised at most. */
  readonly ocrMaxPages: number;
  /** How long recognition may take in one file, in milliseconds; its other text stays when the time is over. */
  readonly ocrBudgetMs: number;
}

export interface ExtractableFile {
  readonly path: string;
  /** As its sender named it; only for titles. */
  readonly name: string;
  /** IANA name of what it is. */
  readonly mediaType?: string;
  /** For recordings only. */
  readonly aids?: ReadingAids;
}

/** What a file says. */
export interface Extraction {
  readonly title: string | null;
  /** Facts for `File.properties`; `unavailable` names what could not be read and what it would need. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** Its text in order; chunks never span two parts. */
  readonly parts: readonly ExtractedPart[];
  /** What is to be transcribed; absent when there is no sound, or nobody to do it. */
  readonly speech?: Speech;
  /** Of a picture that can be compared: 16 hex digits. */
  readonly perceptualHash?: string | null;
}

/** A stretch of text with one place in the file: a page, a time, or all of it. */
export interface ExtractedPart {
  readonly text: string;
  /** From 1; absent in files without pages. */
  readonly page?: number;
  /** When in a recording it is, in milliseconds; absent in files without a time. */
  readonly time?: { readonly startMs: number; readonly endMs: number };
}
