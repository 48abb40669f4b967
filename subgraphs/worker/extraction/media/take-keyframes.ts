import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { timeInMs } from '../timed-text/time-in-ms.ts';
import { decoderLimits, ffmpegLimits, inputOf } from './ffmpeg-args.ts';
import type { ReadingAids } from './reading-aids.ts';
import { runProgram } from './run-program.ts';

export const MAX_KEYFRAMES = 20;
/** How much of the picture must have changed (0–1) to be a new scene: a new slide changes little. */
const SCENE_CHANGE = 0.04;
/** Shorter videos are decoded in full: not every encoder stores whole frames at cuts. */
const SHORT_SECONDS = 60;
/** Wide enough for the small print of a slide. */
const MAX_WIDTH = 1600;
const MAX_REPORT_BYTES = 256 * 1024;

/** A picture of a video, PNG, and when it is shown. */
export interface Keyframe {
  readonly atMs: number;
  readonly picture: Buffer;
}

/**
 * The first picture of each scene, at most twenty, spread over the whole length. Of long videos only the frames that
 * the encoder stored whole are decoded: it stores one at most cuts, and a film is read in seconds. Rejects with
 * `ProgramError`.
 */
export async function takeKeyframes(
  file: { readonly path: string; readonly mediaType?: string },
  { programs, scratch }: Pick<ReadingAids, 'programs' | 'scratch'>,
  durationSeconds: number,
  timeoutMs: number,
): Promise<Keyframe[]> {
  if (programs === null) return [];
  const report = await runProgram({
    programs,
    program: 'ffmpeg',
    args: [
      ...ffmpegLimits(timeoutMs),
      ...decoderLimits(),
      ...(durationSeconds > SHORT_SECONDS ? ['-skip_frame', 'nokey'] : []),
      ...inputOf(file.path, file.mediaType),
      ...['-map', '0:v:0', '-vf', filterOf(durationSeconds), '-frames:v', `${MAX_KEYFRAMES}`],
      ...['-fps_mode', 'passthrough', '-f', 'image2', `file:${join(scratch, 'frame-%d.png')}`],
    ],
    timeoutMs,
    maxOutputBytes: MAX_REPORT_BYTES,
  });
  const times = [...report.toString('utf8').matchAll(/pts_time:(\S+)/g)];
  const frames = times.slice(0, MAX_KEYFRAMES).map(async ([, seconds], index) => ({
    atMs: timeInMs(Number(seconds)) ?? 0,
    picture: await readFile(join(scratch, `frame-${index + 1}.png`)),
  }));
  return Promise.all(frames);
}

function filterOf(durationSeconds: number): string {
  const apart = (durationSeconds / MAX_KEYFRAMES).toFixed(3);
  const isNew = `gt(scene\\,${SCENE_CHANGE})*gte(t-prev_selected_t\\,${apart})`;
  const scale = `scale=w=min(${MAX_WIDTH}\\,iw):h=-2,format=gray`;
  // The times of the chosen frames go to the standard output.
  return `select=isnan(prev_selected_t)+${isNew},metadata=mode=print:file=-,${scale}`;
}
