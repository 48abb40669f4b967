import { z } from 'zod';
import { cleanText } from '../clean-text.ts';
import type { Cue } from '../timed-text/cue.ts';
import { timeInMs } from '../timed-text/time-in-ms.ts';
import type { Transcript } from './transcriber.ts';

/** `verbose_json` as OpenAI documents it; servers that know no segments leave them out. */
const answer = z.object({
  text: z.string(),
  language: z.string().max(100).nullish(),
  segments: z
    .array(z.object({ start: z.number(), end: z.number(), text: z.string() }))
    .max(200_000)
    .nullish(),
});

/** What the server wrote down; undefined when the answer is not of the form that it should be. */
export function readTranscript(body: string): Transcript | undefined {
  const result = answer.safeParse(parseJson(body));
  if (!result.success) return undefined;
  const { text, language, segments } = result.data;
  const cues = (segments ?? []).flatMap(toCue);
  const untimed = cues.length === 0 ? cleanText(text).trim() : '';
  return { cues, untimed, language: language ?? null };
}

function toCue(segment: { start: number; end: number; text: string }): Cue[] {
  const startMs = timeInMs(segment.start);
  const endMs = timeInMs(segment.end);
  const text = cleanText(segment.text).trim();
  if (startMs === undefined || endMs === undefined || endMs < startMs || text === '') return [];
  return [{ startMs, endMs, text }];
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
