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
  | 'audio';

/**
 * Reads one kind of file. Extractors run in a process of their own, which may be killed at any time; whatever they
 * throw marks the file FAILED, with the message of an `UnreadableFileError` as the reason.
 */
export interface Extractor {
  readonly name: ExtractorName;
  readonly extract: (file: ExtractableFile, settings: ExtractionSettings) => Promise<Extraction>;
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
}

/** What a file says. */
export interface Extraction {
  readonly title: string | null;
  /** Facts for `File.properties`; `unavailable` names what could not be read and what it would need. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** Its text in order; chunks never span two parts. */
  readonly parts: readonly ExtractedPart[];
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
