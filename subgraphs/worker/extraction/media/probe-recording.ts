import { z } from 'zod';
import { UnreadableFileError } from '../unreadable-file-error.ts';
import { inputOf, memoryLimit } from './ffmpeg-args.ts';
import type { MediaPrograms } from './media-programs.ts';
import { ProgramError, runProgram } from './run-program.ts';

const MAX_PROBE_MS = 15_000;
const MAX_PROBE_BYTES = 2 * 1024 * 1024;

const tags = z.record(z.string(), z.string()).default({});
const answer = z.object({
  streams: z
    .array(
      z.object({
        index: z.number(),
        codec_type: z.string().default('unknown'),
        codec_name: z.string().default('unknown'),
        width: z.number().optional(),
        height: z.number().optional(),
        avg_frame_rate: z.string().default('0/0'),
        disposition: z.object({ attached_pic: z.number().default(0) }).default({ attached_pic: 0 }),
        tags,
      }),
    )
    .default([]),
  format: z.object({ duration: z.coerce.number().optional().catch(undefined), tags }),
});

export type Probe = z.infer<typeof answer>;
export type ProbedStream = Probe['streams'][number];

/** What ffprobe tells of a file. Rejects with `UnreadableFileError` when it cannot be opened. */
export async function probeRecording(
  file: { readonly path: string; readonly mediaType?: string },
  programs: MediaPrograms,
  leftMs: number,
): Promise<Probe> {
  const what = ['-show_format', '-show_streams', '-print_format', 'json'];
  try {
    const output = await runProgram({
      programs,
      program: 'ffprobe',
      args: ['-v', 'error', ...memoryLimit(), ...what, ...inputOf(file.path, file.mediaType)],
      timeoutMs: Math.min(MAX_PROBE_MS, leftMs),
      maxOutputBytes: MAX_PROBE_BYTES,
    });
    return answer.parse(JSON.parse(output.toString('utf8')));
  } catch (cause) {
    const reason = cause instanceof ProgramError ? ` (${cause.message})` : '';
    throw new UnreadableFileError(`The recording is damaged and cannot be opened${reason}.`, {
      cause,
    });
  }
}
