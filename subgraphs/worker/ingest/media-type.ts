import type { ExtractorName } from '../extraction/extractor.ts';
import type { Modality } from '../generated/resolvers.ts';

/** A kind of file that the worker takes. */
export interface MediaType {
  /** IANA name. */
  readonly name: string;
  readonly extensions: readonly string[];
  readonly modality: Modality;
  readonly extractor: ExtractorName;
  /** Other names under which callers and sniffers know it. */
  readonly aliases: readonly string[];
  /** Recognised by being text and by its extension, since its bytes carry no signature. */
  readonly isText: boolean;
}

const text = { modality: 'TEXT', isText: true, aliases: [] as string[] } as const;
const document = { modality: 'TEXT', isText: false, aliases: [] as string[] } as const;
const image = { modality: 'IMAGE', extractor: 'image', isText: false, aliases: [] } as const;
const video = { modality: 'VIDEO', extractor: 'video', isText: false } as const;
const audio = { modality: 'AUDIO', extractor: 'audio', isText: false } as const;

/** Everything that the worker takes; any other text is taken as `text/plain`. */
export const mediaTypes: readonly MediaType[] = [
  { ...text, name: 'text/plain', extensions: ['txt', 'text', 'log'], extractor: 'text' },
  {
    ...text,
    name: 'text/markdown',
    extensions: ['md', 'markdown', 'mdown'],
    extractor: 'markdown',
    aliases: ['text/x-markdown'],
  },
  {
    ...text,
    name: 'text/html',
    extensions: ['html', 'htm', 'xhtml'],
    extractor: 'html',
    aliases: ['application/xhtml+xml'],
  },
  { ...text, name: 'text/csv', extensions: ['csv'], extractor: 'csv' },
  {
    ...text,
    name: 'text/tab-separated-values',
    extensions: ['tsv', 'tab'],
    extractor: 'csv',
  },
  { ...text, name: 'text/vtt', extensions: ['vtt'], extractor: 'subtitles' },
  {
    ...text,
    name: 'application/x-subrip',
    extensions: ['srt'],
    extractor: 'subtitles',
    aliases: ['text/srt', 'text/x-srt', 'application/srt'],
  },
  { ...text, name: 'application/json', extensions: ['json'], extractor: 'json' },
  {
    ...text,
    name: 'application/x-ndjson',
    extensions: ['ndjson', 'jsonl'],
    extractor: 'ndjson',
    aliases: ['application/ndjson', 'application/jsonl', 'application/x-jsonlines'],
  },
  {
    ...document,
    name: 'application/pdf',
    extensions: ['pdf'],
    extractor: 'pdf',
    aliases: ['application/x-pdf'],
  },
  {
    ...document,
    name: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extensions: ['docx'],
    extractor: 'docx',
  },
  { ...image, name: 'image/png', extensions: ['png'], aliases: ['image/apng'] },
  { ...image, name: 'image/jpeg', extensions: ['jpg', 'jpeg'], aliases: ['image/jpg'] },
  { ...image, name: 'image/webp', extensions: ['webp'] },
  { ...image, name: 'image/gif', extensions: ['gif'] },
  { ...image, name: 'image/tiff', extensions: ['tif', 'tiff'] },
  {
    ...audio,
    name: 'audio/wav',
    extensions: ['wav'],
    aliases: ['audio/x-wav', 'audio/wave', 'audio/vnd.wave'],
  },
  { ...audio, name: 'audio/mpeg', extensions: ['mp3'], aliases: ['audio/mp3'] },
  { ...audio, name: 'audio/flac', extensions: ['flac'], aliases: ['audio/x-flac'] },
  {
    ...audio,
    name: 'audio/ogg',
    extensions: ['ogg', 'oga', 'opus'],
    aliases: ['application/ogg', 'audio/opus', 'audio/vorbis', 'audio/ogg; codecs=opus'],
  },
  { ...audio, name: 'audio/mp4', extensions: ['m4a'], aliases: ['audio/x-m4a', 'audio/m4a'] },
  {
    ...video,
    name: 'video/mp4',
    extensions: ['mp4', 'm4v'],
    aliases: ['video/x-m4v', 'application/mp4'],
  },
  { ...video, name: 'video/webm', extensions: ['webm'], aliases: ['audio/webm'] },
  { ...video, name: 'video/matroska', extensions: ['mkv'], aliases: ['video/x-matroska'] },
  { ...video, name: 'video/quicktime', extensions: ['mov', 'qt'], aliases: [] },
];

/** What callers say when they do not know: `curl` and browsers send these for any file. */
const unspecific: ReadonlySet<string> = new Set([
  'application/octet-stream',
  'binary/octet-stream',
  'application/x-www-form-urlencoded',
]);

/** The IANA name without parameters, in lower case; undefined when it says nothing. */
export function normaliseMediaType(declared: string | null | undefined): string | undefined {
  const name = declared?.split(';')[0]?.trim().toLowerCase();
  return name && !unspecific.has(name) ? name : undefined;
}

export function findMediaType(name: string): MediaType | undefined {
  return mediaTypes.find((type) => type.name === name || type.aliases.includes(name));
}

/** By what follows the last dot of a file's name. */
export function findMediaTypeByExtension(fileName: string): MediaType | undefined {
  const extension = /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase();
  return extension === undefined
    ? undefined
    : mediaTypes.find((type) => type.extensions.includes(extension));
}

/** For error messages. */
export function describeMediaTypes(): string {
  return mediaTypes.flatMap(({ extensions }) => extensions.slice(0, 1)).join(', ');
}
