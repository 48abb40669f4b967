import { createHash } from 'node:crypto';
import { withTags } from '../../shared/cache/cache.ts';
import type { Cache } from '../../shared/cache/types.ts';
import { fileTag } from '../../shared/service/cache-tags.ts';
import type { ByteStore } from '../bytes/byte-store.ts';
import { CHUNKER_VERSION } from '../chunking/chunk-text.ts';
import type { FileRecord } from '../file.ts';
import { findMediaType } from '../ingest/media-type.ts';
import { FINGERPRINT_VERSION } from '../near-duplicates/fingerprint.ts';
import type { ExtractedFile } from './extraction-result.ts';
import type { ExtractionSettings, ExtractorName } from './extractor.ts';
import { extractorVersions } from './extractors.ts';
import { abilitiesVersion, type MediaAbilities } from './media/media-abilities.ts';
import { type ReadFileDeps, readFile } from './read-file.ts';

/** Larger extractions are computed again rather than crowd everything else out of the cache. */
const MAX_CACHED_CHARACTERS = 4 * 1024 * 1024;

export interface ExtractFileDeps extends ReadFileDeps {
  readonly cache: Cache;
  readonly bytes: ByteStore;
}

/** The file's passages, from the cache or from its parser. Rejects with `UnreadableFileError`. */
export async function extractFile(
  deps: ExtractFileDeps,
  file: FileRecord,
  signal: AbortSignal,
): Promise<ExtractedFile> {
  const extractor = extractorOf(file);
  const { media, pool, bytes } = deps;
  const request = {
    ...processingEntry(file, { media, settings: pool.settings }),
    tags: [fileTag(file.hash)],
  };
  const { value } = await deps.cache.getOrLoad<ExtractedFile>(request, async () => {
    const { name, mediaType } = file;
    const task = { extractor, path: bytes.pathOf(file.hash), name, mediaType };
    const { extracted, isComplete } = await readFile(deps, task, signal);
    const characters = extracted.chunks.reduce((sum, { text }) => sum + text.length, 0);
    const isKept = isComplete && characters <= MAX_CACHED_CHARACTERS;
    return isKept ? extracted : withTags(extracted, [], { ttlSeconds: 0 });
  });
  return value;
}

/** The cache entry of a file's extraction: the bytes, and all that decides what becomes of them. */
export function processingEntry(
  file: FileRecord,
  { media, settings }: { readonly media: MediaAbilities; readonly settings: ExtractionSettings },
): { kind: string; key: unknown } {
  const { hash, mediaType } = file;
  const contentVersion = contentVersionOf(file, media);
  const fingerprint = FINGERPRINT_VERSION;
  return { kind: 'processing', key: { hash, mediaType, contentVersion, fingerprint, settings } };
}

/**
 * What makes the file's passages: extractor and chunker with their versions, and for recordings ffmpeg and the
 * server and model that transcribe them. Part of every chunk id.
 */
export function contentVersionOf(file: FileRecord, media: MediaAbilities): string {
  const extractor = extractorOf(file);
  const version = `${extractor}@${extractorVersions[extractor]}+chunker@${CHUNKER_VERSION}`;
  const isRecording = extractor === 'audio' || extractor === 'video';
  return isRecording ? `${version}${abilitiesVersion(media)}` : version;
}

/** What makes the file's rows in the index: its passages' version and the space of their vectors. */
export function generationOf(contentVersion: string, space: string): string {
  return shortHash([contentVersion, space]).slice(0, 16);
}

/** The same file, version and position give the same id, in every run. */
export function chunkId(file: FileRecord, contentVersion: string, index: number): string {
  return shortHash([file.hash, contentVersion, index]);
}

function extractorOf(file: FileRecord): ExtractorName {
  return findMediaType(file.mediaType)?.extractor ?? 'text';
}

function shortHash(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);
}
