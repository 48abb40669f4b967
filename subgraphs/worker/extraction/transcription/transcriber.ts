import type { Cue } from '../timed-text/cue.ts';

/** A file whose sound shall be written down. */
export interface Speech {
  readonly path: string;
  /** A name with the extension of its format, by which servers know what it is. */
  readonly name: string;
}

/** What was said. */
export interface Transcript {
  readonly cues: readonly Cue[];
  /** What was said when the server gives no times; empty otherwise. */
  readonly untimed: string;
  /** As the server names it; null when it does not. */
  readonly language: string | null;
}

/** Speech to text. */
export interface Transcriber {
  readonly model: string;
  /** Differs for each model and server, and says nothing of either: part of cache keys and chunk ids. */
  readonly version: string;
  /** The largest file that it takes. */
  readonly maxBytes: number;
  /** Rejects with `TranscriptionError` when there is no answer that can be used, or with the signal's reason. */
  transcribe(speech: Speech, signal: AbortSignal): Promise<Transcript>;
}
