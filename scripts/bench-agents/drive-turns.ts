/** What turns took. */
export interface Turns {
  readonly perSecond: number;
  /** Of each, in milliseconds. */
  readonly tookMs: readonly number[];
  /** How many were not what was to be measured. */
  readonly strays: number;
}

/** A conversation is left after so many turns, so that all are measured at the same lengths. */
const TURNS_PER_SESSION = 10;

/** Someone who can be asked in sessions. */
export interface Conversant {
  startSession(): Promise<string>;
  /** Whether the turn was what is to be measured. */
  ask(sessionId: string): Promise<boolean>;
}

/** `turns` of all together, of `inFlight` sessions side by side, each one asking as soon as it has its answer. */
export async function driveTurns(
  conversant: Conversant,
  inFlight: number,
  turns: number,
): Promise<Turns> {
  const tookMs: number[] = [];
  let strays = 0;
  let left = turns;
  const converse = async () => {
    let sessionId = '';
    for (let turn = 0; left > 0; turn++) {
      left -= 1;
      if (turn % TURNS_PER_SESSION === 0) sessionId = await conversant.startSession();
      const began = performance.now();
      if (!(await conversant.ask(sessionId))) strays += 1;
      tookMs.push(performance.now() - began);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: inFlight }, converse));
  return { perSecond: (turns / (performance.now() - began)) * 1000, tookMs, strays };
}
