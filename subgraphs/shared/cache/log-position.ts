/** A place in a service's invalidation log. The nonce tells it from the same place in a log that was lost and begun anew. */
export interface LogPosition {
  readonly id: string;
  readonly nonce: string;
}

/** Whether the first comes after the second in one log. Ids are `<ms>-<number>`. */
export function isLater(first: LogPosition, second: LogPosition): boolean {
  const [ms, number] = partsOf(first);
  const [otherMs, otherNumber] = partsOf(second);
  return ms === otherMs ? number > otherNumber : ms > otherMs;
}

function partsOf({ id }: LogPosition): readonly [ms: number, number: number] {
  const [ms, number] = id.split('-');
  return [Number(ms), Number(number)];
}
