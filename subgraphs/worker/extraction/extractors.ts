import type { Extractor, ExtractorName } from './extractor.ts';

/**
 * Raised whenever the same bytes would give another extraction: part of cache keys and chunk ids. They stand here,
 * and not beside the parsers, because the service must know them without loading any parser.
 */
export const extractorVersions: Readonly<Record<ExtractorName, string>> = {
  text: '1',
  markdown: '1',
  html: '1',
  csv: '1',
  json: '1',
  ndjson: '1',
  pdf: '2',
  docx: '1',
  image: '2',
  audio: '2',
  subtitles: '1',
  video: '1',
};

/** Only the process that runs an extractor pays for its parser. */
const loaders: Readonly<Record<ExtractorName, () => Promise<Extractor>>> = {
  text: async () => (await import('./text-extractor.ts')).textExtractor,
  markdown: async () => (await import('./markdown-extractor.ts')).markdownExtractor,
  html: async () => (await import('./html-extractor.ts')).htmlExtractor,
  csv: async () => (await import('./csv-extractor.ts')).csvExtractor,
  json: async () => (await import('./json-extractor.ts')).jsonExtractor,
  ndjson: async () => (await import('./ndjson-extractor.ts')).ndjsonExtractor,
  pdf: async () => (await import('./pdf-extractor.ts')).pdfExtractor,
  docx: async () => (await import('./docx-extractor.ts')).docxExtractor,
  image: async () => (await import('./image-extractor.ts')).imageExtractor,
  audio: async () => (await import('./audio-extractor.ts')).audioExtractor,
  subtitles: async () => (await import('./subtitles-extractor.ts')).subtitlesExtractor,
  video: async () => (await import('./video-extractor.ts')).videoExtractor,
};

export function loadExtractor(name: ExtractorName): Promise<Extractor> {
  return loaders[name]();
}
