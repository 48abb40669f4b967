import { z } from 'zod';

/**
 * What the process that works on a run tells all that watch it. Hints, not the record: the store is that, and
 * whoever misses some looks there.
 */
export interface RunEvent {
  readonly runId: string;
  /** 1, 2, 3… of the run, without gaps: whoever sees one has missed something. */
  readonly sequence: number;
  readonly step: string | null;
  /** 0 to 1. */
  readonly progress: number;
  /** How much of the text before stays, in UTF-16 code units; 0 when `text` is all there is. */
  readonly offset: number;
  /** What is written after that. */
  readonly text: string;
  /** The run is over: the store says how. */
  readonly isOver: boolean;
}

/** What any process may ask of the one that works on a run. */
export interface RunRequest {
  readonly runId: string;
  /** `repeat`: say everything again, somebody came late. `cancel`: the store says that the run is cancelled. */
  readonly want: 'repeat' | 'cancel';
}

const event = z.object({
  runId: z.string(),
  sequence: z.number(),
  step: z.string().nullable(),
  progress: z.number(),
  offset: z.number(),
  text: z.string(),
  isOver: z.boolean(),
});

const request = z.object({ runId: z.string(), want: z.enum(['repeat', 'cancel']) });

/** A message as it came over Redis; rejects what is none. */
export function readRunEvent(message: string): RunEvent {
  return event.parse(JSON.parse(message));
}

export function readRunRequest(message: string): RunRequest {
  return request.parse(JSON.parse(message));
}
