import { type ICommonTagsResult, parseFile } from 'music-metadata';
import { cleanText } from '../clean-text.ts';
import type { Extraction } from '../extractor.ts';
import { timeInMs } from '../timed-text/time-in-ms.ts';
import { UnreadableFileError } from '../unreadable-file-error.ts';

/** A tag may be as large as its file. */
const MAX_TAG_CHARACTERS = 10_000;
/** Of one kind. */
const MAX_TAGS = 50;

/** Length, format and tags of a recording, without any program. Rejects with `UnreadableFileError`. */
export async function readSound(path: string): Promise<Extraction> {
  const { format, common } = await parse(path);
  const { tags, lines } = readTags(common);
  const endMs = timeInMs(format.duration);
  return {
    title: tags.title ?? null,
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
        text: lines.join('\n'),
        ...(endMs !== undefined && { time: { startMs: 0, endMs } }),
      },
    ],
  };
}

function readTags(common: ICommonTagsResult) {
  const read = (text: string | undefined) => text && cleanText(text).slice(0, MAX_TAG_CHARACTERS);
  const [title, artist, album] = [read(common.title), read(common.artist), read(common.album)];
  const comments = (common.comment ?? []).slice(0, MAX_TAGS).map(({ text }) => read(text));
  const tags = {
    ...(title && { title }),
    ...(artist && { artist }),
    ...(album && { album }),
    ...(common.year && { year: common.year }),
    ...(common.genre && { genre: common.genre.slice(0, MAX_TAGS) }),
  };
  return { tags, lines: [title, artist, album, ...comments].filter(Boolean) };
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
