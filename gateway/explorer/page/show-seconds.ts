/** Seconds for a person, whole ones: the cache counts thousandths. An age that has not come to a second is 0. */
export function showSeconds(seconds: number | null | undefined): string {
  return seconds === undefined || seconds === null ? '–' : String(Math.floor(seconds));
}
