import { parseFile } from 'music-metadata';
import { cleanText } from '../clean-text.ts';
import type { Extraction } from '../extractor.ts';
import { timeInMs } from '../timed-text/time-in-ms.ts';
import { UnreadableFileError } from '../unreadable-file-error.ts';

/** A tag may be as large as its file. */
const MAX_TAG_CHARACTERS = 10_000;

/** Length, format and tags of a recording, without any program. Rejects with `UnreadableFileError`. */
export async function readSound(path: string): Promise<Extraction> {
  const { format, common } = await parse(path);
  const read = (text: string | undefined) => text && cleanText(text).slice(0, MAX_TAG_CHARACTERS);
  const [title, artist, album] = [read(common.title), read(common.artist), read(common.album)];
  const tags = {
    ...(title && { title }),
    ...(artist && { artist }),
    ...(album && { album }),
    ...(common.year && { year: common.year }),
    ...(common.genre && { genre: common.genre.slice(0, 50) }),
  };
  const comments = (common.comment ?? []).slice(0, 50).map(({ text }) => read(text));
  const endMs = timeInMs(format.duration);
  return {
    title: title ?? null,
    properties: {
      durationSeconds: endMs === undefined ? null : (format.duration ?? null),
      container: format.container ?? null,
      codec: format.codec ?? null,
      sampleRateHz: format.sampleRate ?? null,
      channels: format.numberOfChannels ?? null,
      tags,
    },
    // The tags speak of all of it.
    parts: [
      {
        text: [title, artist, album, ...comments].filter(Boolean).join('\n'),
        ...(endMs !== undefined && { time: { startMs: 0, endMs } }),
      },
    ],
  };
}

async function parse(path: string) {
  try {
    return await parseFile(path, { duration: true, skipCovers: true });
  } catch (cause) {
    throw new UnreadableFileError(
      `The recording is damaged and cannot be read${cause instanceof Error ? ` (${cause.message.slice(0, 200)})` : ''}.`,
      { cause },
    );
  }
}
