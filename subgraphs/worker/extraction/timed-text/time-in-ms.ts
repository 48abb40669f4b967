/** GraphQL's `Int` has 32 bits: 24 days. A recording that claims more is lying. */
const MAX_MS = 2 ** 31 - 1;

/** Seconds, as files and servers tell them, in whole milliseconds; undefined for what cannot be a time. */
export function timeInMs(seconds: number | null | undefined): number | undefined {
  if (seconds === null || seconds === undefined) return undefined;
  const milliseconds = Math.round(seconds * 1000);
  return milliseconds >= 0 && milliseconds <= MAX_MS ? milliseconds : undefined;
}
