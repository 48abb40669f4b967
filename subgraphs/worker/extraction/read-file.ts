import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chunkParts } from '../chunking/chunk-extraction.ts';
import type { ExtractionPool } from './extraction-pool.ts';
import type { ExtractionTask } from './extraction-process.ts';
import type { ExtractedFile, ExtractionResult } from './extraction-result.ts';
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
  readonly extracted: ExtractedFile;
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
    return { extracted: toExtracted(await pool.extract(task, signal)), isComplete: true };
  const scratch = await mkdtemp(join(media.scratchFolder, 'file-'));
  try {
    const speechMaxBytes = media.transcriber?.maxBytes ?? null;
    const aids = { programs: media.programs, speechMaxBytes, scratch };
    const result = await pool.extract({ ...task, aids }, signal);
    if (result.speech === undefined || media.transcriber === null)
      return { extracted: toExtracted(result), isComplete: true };
    return await addTranscript(result, media.transcriber, signal);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function toExtracted(result: ExtractionResult): ExtractedFile {
  const { title, properties, chunks, fingerprints } = result;
  return { title, properties, chunks, fingerprints };
}

/** A server that fails costs the words, not the file: its tags and pictures are found all the same. */
async function addTranscript(
  result: ExtractionResult,
  transcriber: Transcriber,
  signal: AbortSignal,
): Promise<ReadFile> {
  const extracted = toExtracted(result);
  try {
    if (result.speech === undefined) return { extracted, isComplete: true };
    const transcript = await transcriber.transcribe(result.speech, signal);
    return { extracted: withTranscript(result, transcript, transcriber.model), isComplete: true };
  } catch (error) {
    if (!(error instanceof TranscriptionError)) throw error;
    const known: unknown = extracted.properties['unavailable'];
    const reasons = [...(Array.isArray(known) ? known : []), `transcription: ${error.message}`];
    const properties = { ...extracted.properties, unavailable: reasons };
    return { extracted: { ...extracted, properties }, isComplete: false };
  }
}

function withTranscript(
  result: ExtractionResult,
  { cues, untimed, language }: Transcript,
  model: string,
): ExtractedFile {
  const { title, properties, chunks, fingerprints } = result;
  const parts = untimed === '' ? groupCues(cues) : [{ text: untimed }];
  const spoken = chunkParts(parts, result.endByte, title);
  const transcription = { model, language, segments: cues.length };
  return {
    title,
    properties: { ...properties, transcription },
    chunks: [...chunks, ...spoken],
    fingerprints,
  };
}
