import type { ExtractedPart } from '../extractor.ts';
import { TextRecogniser } from '../text-recogniser.ts';
import type { Keyframe } from './take-keyframes.ts';
import type { TimeBudget } from './time-budget.ts';

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
  const recogniser = new TextRecogniser(budget.leftMs());
  let unread = 0;
  try {
    for (const [index, { atMs, picture }] of frames.entries()) {
      const text = recogniser.isOutOfTime ? undefined : (await recogniser.read(picture))?.text;
      if (text === undefined) unread += 1;
      const time = { startMs: atMs, endMs: Math.max(atMs, frames[index + 1]?.atMs ?? endMs) };
      const last = parts.at(-1);
      if (text && last?.text === text && last.time.endMs === atMs)
        parts[parts.length - 1] = { text, time: { ...time, startMs: last.time.startMs } };
      else if (text) parts.push({ text, time });
    }
  } finally {
    await recogniser.close();
  }
  return { parts, unread };
}
