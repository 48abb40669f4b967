/** Where a reader stands in the log of changes. */
export interface LogPlace {
  /** The id of the store's log. */
  readonly log: string;
  readonly sequence: number;
}

export function formatPosition({ log, sequence }: LogPlace): string {
  return `${log}:${sequence}`;
}

/** Undefined for anything that `formatPosition` has not written. */
export function parsePosition(position: string | undefined): LogPlace | undefined {
  const [, log, digits] = /^([\w-]{1,64}):(\d{1,15})$/.exec(position ?? '') ?? [];
  return log === undefined ? undefined : { log, sequence: Number(digits) };
}
