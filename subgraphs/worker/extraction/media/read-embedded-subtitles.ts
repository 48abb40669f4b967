import type { Cue } from '../timed-text/cue.ts';
import { parseCues } from '../timed-text/parse-cues.ts';
import { ffmpegLimits, inputOf } from './ffmpeg-args.ts';
import type { MediaPrograms } from './media-programs.ts';
import type { ProbedStream } from './probe-recording.ts';
import { runProgram } from './run-program.ts';

/** Films carry one for each language; more than this is no film. */
const MAX_TRACKS = 8;
const MAX_TRACK_BYTES = 8 * 1024 * 1024;
/** Those that are text; the others are pictures of it. */
const TEXT_CODECS: ReadonlySet<string> = new Set([
  'subrip',
  'webvtt',
  'mov_text',
  'ass',
  'ssa',
  'text',
]);

export interface SubtitleTrack {
  readonly language: string | null;
  readonly cues: readonly Cue[];
}

/** The tracks that can be read as text. */
export function textTracks(streams: readonly ProbedStream[]): ProbedStream[] {
  const subtitles = streams.filter(({ codec_type: type }) => type === 'subtitle');
  return subtitles.filter(({ codec_name: codec }) => TEXT_CODECS.has(codec)).slice(0, MAX_TRACKS);
}

/** One track as cues. Rejects with `ProgramError`. */
export async function readEmbeddedSubtitles(
  file: { readonly path: string; readonly mediaType?: string },
  track: ProbedStream,
  programs: MediaPrograms,
  timeoutMs: number,
): Promise<SubtitleTrack> {
  const output = await runProgram({
    programs,
    program: 'ffmpeg',
    args: [
      ...ffmpegLimits(timeoutMs),
      ...inputOf(file.path, file.mediaType),
      ...['-map', `0:${track.index}`, '-f', 'webvtt', 'pipe:1'],
    ],
    timeoutMs,
    maxOutputBytes: MAX_TRACK_BYTES,
  });
  const language = track.tags['language'] ?? null;
  return { language, cues: parseCues(output.toString('utf8')).cues };
}
