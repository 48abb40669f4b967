import type { ExtractedPart } from '../extractor.ts';
import { recognise } from '../recognise-text.ts';
import type { Keyframe } from './take-keyframes.ts';
import type { TimeBudget } from './time-budget.ts';

/** One picture takes about a second; the last one must be done before the time is over. */
const PICTURE_MS = 5_000;

export interface KeyframeText {
  readonly parts: readonly ExtractedPart[];
  /** Pictures for which no time was left. */
  readonly unread: number;
}

/** What stands in each picture, shown until the next one; a text that stays is told once, for all of its time. */
export async function readKeyframeText(
  frames: readonly Keyframe[],
  endMs: number,
  budget: TimeBudget,
): Promise<KeyframeText> {
  const parts: { text: string; time: { startMs: number; endMs: number } }[] = [];
  let unread = 0;
  for (const [index, { atMs, picture }] of frames.entries()) {
    if (budget.leftMs() < PICTURE_MS) {
      unread += 1;
      continue;
    }
    const { text } = await recognise(picture);
    const time = { startMs: atMs, endMs: Math.max(atMs, frames[index + 1]?.atMs ?? endMs) };
    const last = parts.at(-1);
    if (text !== '' && last?.text === text && last.time.endMs === atMs)
      parts[parts.length - 1] = { text, time: { ...time, startMs: last.time.startMs } };
    else if (text !== '') parts.push({ text, time });
  }
  return { parts, unread };
}
