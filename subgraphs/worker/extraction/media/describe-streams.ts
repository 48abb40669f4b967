import { cleanText } from '../clean-text.ts';
import { UnreadableFileError } from '../unreadable-file-error.ts';
import type { Probe } from './probe-recording.ts';

/** What a video is, from what ffprobe tells. Throws `UnreadableFileError` when there is nothing in it. */
export function describeStreams({ streams, format }: Probe, mediaType: string | undefined) {
  const picture = streams.find(
    ({ codec_type: type, disposition }) => type === 'video' && disposition.attached_pic === 0,
  );
  const sound = streams.find(({ codec_type: type }) => type === 'audio');
  if (picture === undefined && sound === undefined)
    throw new UnreadableFileError('The video holds neither pictures nor sound.');
  const tags = pickTags(format.tags);
  return {
    title: tags['title'] ?? null,
    lines: Object.values(tags).join('\n'),
    properties: {
      container: mediaType?.replace(/^video\//, '') ?? null,
      durationSeconds: format.duration ?? null,
      width: picture?.width ?? null,
      height: picture?.height ?? null,
      frameRate: readRate(picture?.avg_frame_rate),
      videoCodec: picture?.codec_name ?? null,
      audioCodec: sound?.codec_name ?? null,
      tags,
    },
  };
}

/** Matroska writes the names of tags in capitals. */
function pickTags(given: Readonly<Record<string, string>>): Record<string, string> {
  const lower = Object.entries(given).map(([key, value]): [string, string] => [
    key.toLowerCase(),
    cleanText(value).slice(0, 10_000),
  ]);
  const wanted = ['title', 'artist', 'album', 'comment', 'description'];
  return Object.fromEntries(lower.filter(([key, value]) => wanted.includes(key) && value !== ''));
}

/** `30000/1001` as 29.97; null when it is not known. */
function readRate(rate: string | undefined): number | null {
  const [frames, seconds] = (rate ?? '').split('/').map(Number);
  const perSecond = (frames ?? 0) / (seconds ?? 0);
  return Number.isFinite(perSecond) && perSecond > 0 ? Math.round(perSecond * 100) / 100 : null;
}
