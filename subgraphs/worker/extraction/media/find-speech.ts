import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Speech } from '../transcription/transcriber.ts';
import { ffmpegLimits, inputOf } from './ffmpeg-args.ts';
import type { MediaPrograms } from './media-programs.ts';
import type { ReadingAids } from './reading-aids.ts';
import { ProgramError, runProgram } from './run-program.ts';

/** Enough for speech, and two hours of it in 20 MB. */
const SPEECH_BIT_RATE = '24k';
const NOT_CONFIGURED =
  'set TRANSCRIPTION_BASE_URL and TRANSCRIPTION_MODEL to an OpenAI-compatible server, then reprocess the file';

/** Extensions by which transcription servers know a format. */
const extensions: Readonly<Record<string, string>> = {
  'audio/wav': 'wav',
  'audio/mpeg': 'mp3',
  'audio/flac': 'flac',
  'audio/ogg': 'ogg',
  'audio/mp4': 'm4a',
};

export interface FoundSpeech {
  readonly speech?: Speech;
  /** Why there is none, and what would help. */
  readonly unavailable?: string;
}

/** What can be sent to be transcribed: a sound file as it is, or the sound of a video or of a larger file made small. */
export async function findSpeech(
  file: { readonly path: string; readonly mediaType?: string },
  aids: ReadingAids | undefined,
  timeoutMs: number,
): Promise<FoundSpeech> {
  const maxBytes = aids?.speechMaxBytes ?? null;
  if (aids === undefined || maxBytes === null) return missing(NOT_CONFIGURED);
  const extension = extensions[file.mediaType ?? ''];
  if (extension !== undefined && (await stat(file.path)).size <= maxBytes)
    return { speech: { path: file.path, name: `speech.${extension}` } };
  if (aids.programs === null)
    return missing(
      `the file is larger than TRANSCRIPTION_MAX_BYTES (${maxBytes}); install ffmpeg where the worker runs to have it made smaller`,
    );
  return makeSmall(file, aids.programs, { scratch: aids.scratch, maxBytes, timeoutMs });
}

async function makeSmall(
  file: { readonly path: string; readonly mediaType?: string },
  programs: MediaPrograms,
  { scratch, maxBytes, timeoutMs }: { scratch: string; maxBytes: number; timeoutMs: number },
): Promise<FoundSpeech> {
  const path = join(scratch, 'speech.ogg');
  const sound = ['-map', '0:a:0', '-vn', '-sn', '-dn', '-map_metadata', '-1', '-ac', '1'];
  const format = ['-ar', '16000', '-c:a', 'libopus', '-b:a', SPEECH_BIT_RATE, '-f', 'ogg'];
  try {
    await runProgram({
      programs,
      program: 'ffmpeg',
      args: [
        ...ffmpegLimits(timeoutMs),
        ...inputOf(file.path, file.mediaType),
        ...[...sound, ...format, `file:${path}`],
      ],
      timeoutMs,
      maxOutputBytes: 1024,
    });
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    return missing(`the sound could not be taken out (${error.message})`);
  }
  const isSmall = (await stat(path)).size <= maxBytes;
  return isSmall
    ? { speech: { path, name: 'speech.ogg' } }
    : missing(
        `the sound is larger than TRANSCRIPTION_MAX_BYTES (${maxBytes}) even when made small`,
      );
}

function missing(reason: string): FoundSpeech {
  return { unavailable: `transcription: ${reason}` };
}
