import { z } from 'zod';
import { type AgentTool, defineTool } from './tool.ts';

/** Tells the time. Never cached: a moment later the answer is another one. */
export function createNowTool(clock: () => number): AgentTool {
  return defineTool({
    name: 'now',
    version: 1,
    description: 'Tells date, weekday and time, in UTC and in a time zone.',
    ttlSeconds: null,
    tags: [],
    readsFiles: false,
    arguments: z.strictObject({
      timeZone: z
        .string()
        .max(64)
        .refine(isTimeZone, 'must be an IANA time zone, such as Europe/Berlin')
        .default('UTC')
        .describe('An IANA time zone, such as Europe/Berlin.'),
    }),
    answer: async ({ timeZone }) => {
      const now = new Date(clock());
      const answer = { utc: now.toISOString(), timeZone, ...readClock(now, timeZone) };
      return { output: { text: JSON.stringify(answer) }, tags: null };
    },
  });
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** What a clock in the zone shows: ISO 8601 with its offset, and the weekday. */
function readClock(at: Date, timeZone: string) {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'long',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'longOffset',
  });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const [year, month, day] = (['year', 'month', 'day'] as const).map((part) => parts.get(part));
  const [hour, minute, second] = (['hour', 'minute', 'second'] as const).map((p) => parts.get(p));
  // `GMT+05:30`, and bare `GMT` for none.
  const offset = parts.get('timeZoneName')?.replace('GMT', '') || '+00:00';
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`;
  return { local, weekday: parts.get('weekday') };
}
