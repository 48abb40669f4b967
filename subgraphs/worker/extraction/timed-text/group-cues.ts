import { MAX_CHUNK_CHARACTERS } from '../../chunking/chunk-text.ts';
import type { ExtractedPart } from '../extractor.ts';
import type { Cue } from './cue.ts';

/** A passage that is longer would not lead to the place where something is said. */
const MAX_PASSAGE_MS = 60_000;
/** A longer silence ends a passage. */
const MAX_SILENCE_MS = 5_000;

/** Joins what is said in one go, one cue a line, into parts that become one chunk each: single cues are too short to be found. */
export function groupCues(cues: readonly Cue[]): ExtractedPart[] {
  const groups: Cue[] = [];
  for (const cue of cues) {
    const last = groups.at(-1);
    if (last !== undefined && belongTogether(last, cue))
      groups[groups.length - 1] = join(last, cue);
    else groups.push(cue);
  }
  return groups.map(({ text, startMs, endMs }) => ({ text, time: { startMs, endMs } }));
}

function belongTogether(last: Cue, cue: Cue): boolean {
  return (
    cue.startMs >= last.startMs &&
    cue.startMs - last.endMs <= MAX_SILENCE_MS &&
    cue.endMs - last.startMs <= MAX_PASSAGE_MS &&
    last.text.length + 1 + cue.text.length <= MAX_CHUNK_CHARACTERS
  );
}

/** Subtitles that roll repeat the last line; it is not said twice. */
function join(last: Cue, cue: Cue): Cue {
  const isRepeated = last.text === cue.text || last.text.endsWith(`\n${cue.text}`);
  const text = isRepeated ? last.text : `${last.text}\n${cue.text}`;
  return { startMs: last.startMs, endMs: Math.max(last.endMs, cue.endMs), text };
}
