import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type ChunkedExtraction, chunkParts } from '../chunking/chunk-extraction.ts';
import type { ExtractionPool, ExtractionResult } from './extraction-pool.ts';
import type { ExtractionTask } from './extraction-process.ts';
import type { MediaAbilities } from './media/media-abilities.ts';
import { groupCues } from './timed-text/group-cues.ts';
import type { Transcriber, Transcript } from './transcription/transcriber.ts';
import { TranscriptionError } from './transcription/transcription-error.ts';

export interface ReadFileDeps {
  readonly pool: ExtractionPool;
  readonly media: MediaAbilities;
}

/** A file's passages. `isComplete` is false when something that failed now may succeed another time. */
export interface ReadFile {
  readonly chunked: ChunkedExtraction;
  readonly isComplete: boolean;
}

/**
 * Reads a file in a parser's process, and has the speech in it transcribed. The call to the server is made here, in
 * the worker, and not by the parser: parsers meet hostile bytes, so they get neither the key nor the network's time.
 */
export async function readFile(
  { pool, media }: ReadFileDeps,
  task: Omit<ExtractionTask, 'aids'>,
  signal: AbortSignal,
): Promise<ReadFile> {
  if (task.extractor !== 'audio' && task.extractor !== 'video')
    return { chunked: toChunked(await pool.extract(task, signal)), isComplete: true };
  const scratch = await mkdtemp(join(media.scratchFolder, 'file-'));
  try {
    const speechMaxBytes = media.transcriber?.maxBytes ?? null;
    const aids = { programs: media.programs, speechMaxBytes, scratch };
    const result = await pool.extract({ ...task, aids }, signal);
    if (result.speech === undefined || media.transcriber === null)
      return { chunked: toChunked(result), isComplete: true };
    return await addTranscript(result, media.transcriber, signal);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function toChunked({ title, properties, chunks }: ExtractionResult): ChunkedExtraction {
  return { title, properties, chunks };
}

/** A server that fails costs the words, not the file: its tags and pictures are found all the same. */
async function addTranscript(
  result: ExtractionResult,
  transcriber: Transcriber,
  signal: AbortSignal,
): Promise<ReadFile> {
  const chunked = toChunked(result);
  try {
    if (result.speech === undefined) return { chunked, isComplete: true };
    const transcript = await transcriber.transcribe(result.speech, signal);
    return { chunked: withTranscript(result, transcript, transcriber.model), isComplete: true };
  } catch (error) {
    if (!(error instanceof TranscriptionError)) throw error;
    const known: unknown = chunked.properties['unavailable'];
    const reasons = [...(Array.isArray(known) ? known : []), `transcription: ${error.message}`];
    const properties = { ...chunked.properties, unavailable: reasons };
    return { chunked: { ...chunked, properties }, isComplete: false };
  }
}

function withTranscript(
  result: ExtractionResult,
  { cues, untimed, language }: Transcript,
  model: string,
): ChunkedExtraction {
  const { title, properties, chunks } = toChunked(result);
  const parts = untimed === '' ? groupCues(cues) : [{ text: untimed }];
  const spoken = chunkParts(parts, result.endByte, title);
  const transcription = { model, language, segments: cues.length };
  return { title, properties: { ...properties, transcription }, chunks: [...chunks, ...spoken] };
}
