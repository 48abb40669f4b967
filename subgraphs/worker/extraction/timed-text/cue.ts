/** Words with the time in which they are said or shown, in whole milliseconds from the beginning. */
export interface Cue {
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
}
