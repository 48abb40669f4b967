import { parseFile } from 'music-metadata';
import { cleanText } from './clean-text.ts';
import type { Extractor } from './extractor.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

/** Sound: its length and tags. What is spoken in it needs a speech model. */
export const audioExtractor: Extractor = {
  name: 'audio',
  extract: async ({ path }) => {
    const { format, common } = await readAudio(path);
    const tags = {
      ...(common.title && { title: common.title }),
      ...(common.artist && { artist: common.artist }),
      ...(common.album && { album: common.album }),
      ...(common.year && { year: common.year }),
      ...(common.genre && { genre: common.genre }),
    };
    const comments = (common.comment ?? []).flatMap(({ text }) => text ?? []);
    const lines = [common.title, common.artist, common.album, ...comments];
    return {
      title: common.title ?? null,
      properties: {
        durationSeconds: format.duration ?? null,
        container: format.container ?? null,
        codec: format.codec ?? null,
        sampleRateHz: format.sampleRate ?? null,
        channels: format.numberOfChannels ?? null,
        tags,
        unavailable: ['transcription: the worker does not transcribe speech yet'],
      },
      parts: [
        { text: cleanText(lines.filter(Boolean).join('\n')), ...wholeLength(format.duration) },
      ],
    };
  },
};

/** The tags speak of all of it. */
function wholeLength(durationSeconds: number | undefined) {
  if (durationSeconds === undefined) return {};
  return { time: { startMs: 0, endMs: Math.round(durationSeconds * 1000) } };
}

async function readAudio(path: string) {
  try {
    return await parseFile(path, { duration: true, skipCovers: true });
  } catch (cause) {
    throw new UnreadableFileError(
      `The sound file is damaged and cannot be read${cause instanceof Error ? ` (${cause.message})` : ''}.`,
      { cause },
    );
  }
}
