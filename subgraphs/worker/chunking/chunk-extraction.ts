import type { ExtractedPart, Extraction } from '../extraction/extractor.ts';
import { type Heading, readHeadings } from '../extraction/headings.ts';
import { chunkText } from './chunk-text.ts';

const MAX_TITLE_CHARACTERS = 500;

/** A passage before it belongs to a file. */
export interface ExtractedChunk {
  readonly text: string;
  readonly title: string | null;
  readonly page: number | null;
  /** Milliseconds from the beginning of a recording. */
  readonly startMs: number | null;
  readonly endMs: number | null;
  /** Bytes in the UTF-8 of the extracted text, which is all parts joined by a form feed. */
  readonly start: number;
  readonly end: number;
}

/** A file's passages in order, as they are cached. */
export interface ChunkedExtraction {
  readonly title: string | null;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly chunks: readonly ExtractedChunk[];
}

/** Cuts every part into passages and says where they lie and under which heading they stand. */
export function chunkExtraction({ title, properties, parts }: Extraction): ChunkedExtraction {
  return { title, properties, chunks: chunkParts(parts, 0, title) };
}

/** The passages of parts that begin at `startByte` of the extracted text. */
export function chunkParts(
  parts: readonly ExtractedPart[],
  startByte: number,
  title: string | null,
): ExtractedChunk[] {
  const chunks: ExtractedChunk[] = [];
  let partStart = startByte;
  for (const part of parts) {
    chunks.push(...chunkPart(part, partStart, title));
    partStart += Buffer.byteLength(part.text) + 1;
  }
  return chunks;
}

function chunkPart(part: ExtractedPart, partStart: number, title: string | null): ExtractedChunk[] {
  const headings = readHeadings(part.text);
  let bytes = partStart;
  let seen = 0;
  return chunkText(part.text).map(({ start, end }) => {
    const text = part.text.slice(start, end);
    bytes += Buffer.byteLength(part.text.slice(seen, start));
    const startByte = bytes;
    bytes += Buffer.byteLength(text);
    seen = end;
    const heading = headingOf(headings, start, end);
    return {
      text,
      title: joinTitles(title, heading),
      page: part.page ?? null,
      startMs: part.time?.startMs ?? null,
      endMs: part.time?.endMs ?? null,
      start: startByte,
      end: bytes,
    };
  });
}

/** The heading that the passage begins under, or the first one inside it. */
function headingOf(headings: readonly Heading[], start: number, end: number): string | null {
  const above = headings.findLast(({ offset }) => offset <= start);
  const heading = above ?? headings.find(({ offset }) => offset < end);
  return heading?.title ?? null;
}

function joinTitles(title: string | null, heading: string | null): string | null {
  const isOne = title === null || heading === null || heading === title;
  const joined = isOne ? (title ?? heading) : `${title} › ${heading}`;
  return joined === null ? null : joined.slice(0, MAX_TITLE_CHARACTERS);
}
