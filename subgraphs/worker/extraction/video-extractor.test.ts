import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createExtractionPool, type ExtractionPool } from './extraction-pool.ts';
import { findMediaPrograms } from './media/find-media-programs.ts';
import type { MediaPrograms } from './media/media-programs.ts';

const picture = fileURLToPath(
  new URL('../../../examples/corpus/whiteboard-alert-thresholds.png', import.meta.url),
);
const SUBTITLES =
  '1\n00:00:00,500 --> 00:00:01,000\nThe harbour opens.\n\n2\n00:00:07,000 --> 00:00:07,500\nBring rope.\n';
/** ffmpeg is no part of the project: these run where it is installed. */
const itWithFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0 ? it : it.skip;

let programs: MediaPrograms | null;
let folder: string;
let pool: ExtractionPool;

beforeAll(async () => {
  programs = await findMediaPrograms(process.env['PATH'] ?? '');
  folder = mkdtempSync(join(tmpdir(), 'video-'));
  pool = createExtractionPool({ processes: 1, timeoutMs: 25_000 });
});

afterAll(async () => {
  await pool.close();
  rmSync(folder, { recursive: true });
});

/** Four white seconds, four of the whiteboard, a tone, and two subtitles. */
function makeVideo(name: string, codecs: readonly string[]): string {
  const path = join(folder, name);
  const subtitles = join(folder, 'subtitles.srt');
  writeFileSync(subtitles, SUBTITLES);
  const white = ['-f', 'lavfi', '-i', 'color=white:s=640x424:r=5:d=4'];
  const board = ['-loop', '1', '-r', '5', '-t', '4', '-i', picture];
  const tone = ['-f', 'lavfi', '-i', 'sine=d=8', '-i', subtitles];
  const joined = '[1:v]scale=640:424,setsar=1[b];[0:v][b]concat=n=2[v]';
  const maps = ['-filter_complex', joined, '-map', '[v]', '-map', '2:a', '-map', '3:s'];
  const all = ['-v', 'error', ...white, ...board, ...tone, ...maps, ...codecs];
  execFileSync('ffmpeg', [...all, '-metadata', 'title=Harbour talk', path]);
  return path;
}

function read(path: string, mediaType: string, given = programs) {
  const scratch = mkdtempSync(join(folder, 'scratch-'));
  const aids = { programs: given, speechMaxBytes: 1e6, scratch };
  const task = { extractor: 'video', path, name: 'talk', mediaType, aids } as const;
  return pool.extract(task, new AbortController().signal);
}

describe('a video', () => {
  itWithFfmpeg.each<[string, string, readonly string[], object]>([
    [
      'talk.mp4',
      'video/mp4',
      ['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac', '-c:s', 'mov_text'],
      { container: 'mp4', videoCodec: 'h264', audioCodec: 'aac' },
    ],
    [
      'talk.mkv',
      'video/matroska',
      ['-c:v', 'mpeg4', '-c:a', 'flac', '-c:s', 'srt'],
      { container: 'matroska', videoCodec: 'mpeg4', audioCodec: 'flac' },
    ],
  ])('is read: %s', async (name, mediaType, codecs, expected) => {
    const { title, properties, chunks, speech } = await read(makeVideo(name, codecs), mediaType);

    const timed = chunks.map(({ text, startMs, endMs }) => ({ text, startMs, endMs }));
    expect(title).toBe('Harbour talk');
    expect(properties).toMatchObject({
      ...expected,
      ...{ width: 640, height: 424, frameRate: 5, durationSeconds: expect.closeTo(8, 0) },
      ...{ subtitles: [{ cues: 2 }], keyframesMs: [0, 4000] },
    });
    expect(timed).toContainEqual({ text: 'The harbour opens.', startMs: 500, endMs: 1000 });
    expect(timed).toContainEqual({ text: 'Bring rope.', startMs: 7000, endMs: 7500 });
    expect(timed).toContainEqual({
      text: expect.stringContaining('ALERT THRESHOLDS'),
      startMs: 4000,
      endMs: expect.any(Number),
    });
    expect(speech?.name).toBe('speech.ogg');
    expect(existsSync(speech?.path ?? '')).toBe(true);
  });

  itWithFfmpeg.each([
    ['an HLS playlist', (secret: string) => `#EXTM3U\n#EXTINF:1,\nfile://${secret}\n`],
    ['an ffconcat list', (secret: string) => `ffconcat version 1.0\nfile '${secret}'\n`],
  ])('is not %s, whatever its name says', async (_, contentOf) => {
    const secret = join(folder, 'secret.srt');
    const path = join(folder, 'list.mp4');
    writeFileSync(secret, SUBTITLES);
    writeFileSync(path, contentOf(secret));

    await expect(read(path, 'video/mp4')).rejects.toMatchObject({
      name: 'UnreadableFileError',
      message: expect.stringMatching(/damaged.*ffprobe failed/),
    });
  });

  it('says that ffmpeg is missing, and tells what it can', async () => {
    const path = join(folder, 'empty.mp4');
    writeFileSync(path, EMPTY_MP4);

    const { properties } = await read(path, 'video/mp4', null);

    expect(properties).toMatchObject({
      container: 'isom/mp41',
      unavailable: [expect.stringContaining('apt install ffmpeg')],
    });
  });
});

function box(type: string, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), ...content]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length + 4);
  return Buffer.concat([size, body]);
}

/** An MP4 without tracks. */
const EMPTY_MP4 = (() => {
  const header = Buffer.alloc(100);
  return Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\x02\0isommp41', 'latin1')),
    box('moov', box('mvhd', header)),
  ]);
})();
