import type { ExtractableFile, ExtractedPart, Extraction } from '../extractor.ts';
import { groupCues } from '../timed-text/group-cues.ts';
import { timeInMs } from '../timed-text/time-in-ms.ts';
import { describeStreams } from './describe-streams.ts';
import { type FoundSpeech, findSpeech } from './find-speech.ts';
import type { MediaPrograms } from './media-programs.ts';
import { type Probe, probeRecording } from './probe-recording.ts';
import { readEmbeddedSubtitles, textTracks } from './read-embedded-subtitles.ts';
import { readKeyframeText } from './read-keyframe-text.ts';
import type { ReadingAids } from './reading-aids.ts';
import { ProgramError } from './run-program.ts';
import { takeKeyframes } from './take-keyframes.ts';
import { TimeBudget } from './time-budget.ts';

/** One kind of content of a video. */
interface Finding {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly parts?: readonly ExtractedPart[];
  readonly unavailable?: readonly string[];
}

/** What is being read, and with what. */
interface Reading {
  readonly file: ExtractableFile;
  readonly aids: ReadingAids;
  readonly programs: MediaPrograms;
  readonly probe: Probe;
  readonly budget: TimeBudget;
}

/** A video by ffprobe and ffmpeg: what it is, its subtitles, the text in its pictures, and its sound to transcribe. */
export async function readVideo(
  file: ExtractableFile & { readonly timeoutMs: number },
  aids: ReadingAids,
  programs: MediaPrograms,
): Promise<Extraction> {
  const budget = new TimeBudget(file.timeoutMs);
  const probe = await probeRecording(file, programs, budget.leftMs());
  const { title, lines, properties } = describeStreams(probe, file.mediaType);
  const reading = { file, aids, programs, probe, budget };
  // In this order: the cheapest first, and what takes longest gets the time that is left.
  const subtitles = await readSubtitles(reading);
  const { speech, unavailable: silence } = await readSpeech(reading);
  const pictures = await readPictures(reading);
  const unavailable = [subtitles, pictures].flatMap((finding) => finding.unavailable ?? []);
  if (silence !== undefined) unavailable.push(silence);
  const found = { ...properties, ...subtitles.properties, ...pictures.properties };
  return {
    title,
    properties: unavailable.length === 0 ? found : { ...found, unavailable },
    parts: [{ text: lines }, ...(subtitles.parts ?? []), ...(pictures.parts ?? [])],
    ...(speech && { speech }),
  };
}

async function readSubtitles({ file, probe, programs, budget }: Reading): Promise<Finding> {
  const tracks = [];
  const unavailable: string[] = [];
  for (const track of textTracks(probe.streams)) {
    try {
      const limitMs = budget.leftMs(0.4);
      tracks.push(await readEmbeddedSubtitles(file, track, programs, limitMs));
    } catch (error) {
      if (!(error instanceof ProgramError)) throw error;
      unavailable.push(`subtitles: ${error.message}`);
    }
  }
  const all = probe.streams.filter(({ codec_type: type }) => type === 'subtitle').length;
  if (all > textTracks(probe.streams).length)
    unavailable.push('subtitles: some are pictures, not text; convert them to SRT and send that');
  const subtitles = tracks.map(({ language, cues }) => ({ language, cues: cues.length }));
  return {
    ...(subtitles.length > 0 && { properties: { subtitles } }),
    parts: tracks.flatMap(({ cues }) => groupCues(cues)),
    unavailable,
  };
}

async function readSpeech({ file, aids, probe, budget }: Reading): Promise<FoundSpeech> {
  const hasSound = probe.streams.some(({ codec_type: type }) => type === 'audio');
  return hasSound ? findSpeech(file, aids, budget.leftMs(0.5)) : {};
}

async function readPictures({ file, aids, probe, budget }: Reading): Promise<Finding> {
  const hasPictures = probe.streams.some(({ codec_type: type }) => type === 'video');
  if (!hasPictures) return {};
  try {
    const seconds = probe.format.duration ?? 0;
    const frames = await takeKeyframes(file, aids, seconds, budget.leftMs(0.5));
    const { parts, unread } = await readKeyframeText(frames, timeInMs(seconds) ?? 0, budget);
    const keyframesMs = frames.map(({ atMs }) => atMs);
    const unavailable = [
      `text of ${unread} keyframes: there was no time left; raise EXTRACTION_TIMEOUT_SECONDS`,
    ];
    return { properties: { keyframesMs }, parts, unavailable: unread === 0 ? [] : unavailable };
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    return { unavailable: [`keyframes: ${error.message}`] };
  }
}
