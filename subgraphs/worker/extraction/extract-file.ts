import { createHash } from 'node:crypto';
import { withTags } from '../../shared/cache/cache.ts';
import type { Cache } from '../../shared/cache/types.ts';
import { fileTag } from '../../shared/service/cache-tags.ts';
import type { ByteStore } from '../bytes/byte-store.ts';
import { CHUNKER_VERSION } from '../chunking/chunk-text.ts';
import type { FileRecord } from '../file.ts';
import { findMediaType } from '../ingest/media-type.ts';
import { FINGERPRINT_VERSION } from '../near-duplicates/fingerprint.ts';
import type { ExtractionPool } from './extraction-pool.ts';
import type { ExtractedFile } from './extraction-process.ts';
import type { ExtractionSettings, ExtractorName } from './extractor.ts';
import { extractorVersions } from './extractors.ts';

/** Larger extractions are computed again rather than crowd everything else out of the cache. */
const MAX_CACHED_CHARACTERS = 4 * 1024 * 1024;

export interface ExtractFileDeps {
  readonly cache: Cache;
  readonly bytes: ByteStore;
  readonly pool: ExtractionPool;
}

/** The file's passages, from the cache or from its parser. Rejects with `UnreadableFileError`. */
export async function extractFile(
  deps: ExtractFileDeps,
  file: FileRecord,
  signal: AbortSignal,
): Promise<ExtractedFile> {
  const extractor = extractorOf(file);
  const request = { ...processingEntry(file, deps.pool.settings), tags: [fileTag(file.hash)] };
  const { value } = await deps.cache.getOrLoad<ExtractedFile>(request, async () => {
    const path = deps.bytes.pathOf(file.hash);
    const extracted = await deps.pool.extract({ extractor, path, name: file.name }, signal);
    const characters = extracted.chunks.reduce((sum, { text }) => sum + text.length, 0);
    return characters <= MAX_CACHED_CHARACTERS
      ? extracted
      : withTags(extracted, [], { ttlSeconds: 0 });
  });
  return value;
}

/** The cache entry of a file's extraction: the bytes, and all that decides what becomes of them. */
export function processingEntry(
  file: FileRecord,
  settings: ExtractionSettings,
): { kind: string; key: unknown } {
  const { hash, mediaType } = file;
  const contentVersion = contentVersionOf(file);
  const fingerprint = FINGERPRINT_VERSION;
  return { kind: 'processing', key: { hash, mediaType, contentVersion, fingerprint, settings } };
}

/** What makes the file's passages: extractor and chunker with their versions. Part of every chunk id. */
export function contentVersionOf(file: FileRecord): string {
  const extractor = extractorOf(file);
  return `${extractor}@${extractorVersions[extractor]}+chunker@${CHUNKER_VERSION}`;
}

/** What makes the file's rows in the index: its passages' version and the model of their vectors. */
export function generationOf(file: FileRecord, model: string): string {
  return shortHash([contentVersionOf(file), model]).slice(0, 16);
}

/** The same file, extractor and position give the same id, in every run. */
export function chunkId(file: FileRecord, index: number): string {
  return shortHash([file.hash, contentVersionOf(file), index]);
}

function extractorOf(file: FileRecord): ExtractorName {
  return findMediaType(file.mediaType)?.extractor ?? 'text';
}

function shortHash(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);
}
