import type { Random } from '../measuring/random.ts';
import type { MomentName } from './moments.ts';
import type { FaultName, StressPlan } from './stress-plan.ts';

/** One question, as it will be asked. No two have the same text. */
export interface PlannedAsk {
  readonly text: string;
  /** Index of a session of the wave; null for a new one. */
  readonly session: number | null;
  /** Without one a lost answer is not asked for again. */
  readonly idempotencyKey: string | null;
  /** Sent to two processes at the same time, as an impatient client does. */
  readonly isSentTwice: boolean;
  /** Asks for the answer alone: nothing is read between the commit and the acknowledgement. */
  readonly isTerse: boolean;
}

/** A fault, and when: so many milliseconds after so many moments of a sort. */
export interface PlannedFault {
  readonly name: FaultName;
  readonly after: { readonly moment: MomentName; readonly count: number };
  readonly delayMs: number;
}

export interface WavePlan {
  readonly asks: readonly PlannedAsk[];
  readonly faults: readonly PlannedFault[];
}

/** Share of questions with a key, of those sent twice among them, of those that begin a session, and of terse ones. */
const KEYED = 0.5;
const TWICE = 0.3;
const NEW_SESSION = 0.1;
const TERSE = 0.5;
/** Faults come before this share of the questions would be answered: a run that was killed asks the model no more. */
const UNTIL = 0.5;
/** About the length of a turn's way through the store: faults fall before, into and after each of its commits. */
const LONGEST_DELAY_MS = 25;

/** The same seed plans the same wave. */
export function planWave(plan: StressPlan, wave: number, random: Random): WavePlan {
  const asks = Array.from({ length: plan.asks }, (_, at) => planAsk(plan, `${wave}.${at}`, random));
  const faults = Object.entries(plan.faults).flatMap(([name, times]) =>
    Array.from({ length: times }, () => planFault(name as FaultName, plan, random)),
  );
  return { asks, faults };
}

function planAsk({ seed, sessions }: StressPlan, name: string, random: Random): PlannedAsk {
  const isKeyed = random.chance(KEYED);
  const isSentTwice = isKeyed && random.chance(TWICE);
  const session = random.below(sessions);
  const isNew = isKeyed && random.chance(NEW_SESSION);
  return {
    text: `Question ${name}: what do tomatoes want?`,
    session: isNew ? null : session,
    idempotencyKey: isKeyed ? `key ${seed} ${name}` : null,
    isSentTwice,
    isTerse: random.chance(TERSE),
  };
}

function planFault(name: FaultName, { asks }: StressPlan, random: Random): PlannedFault {
  const share = random.between(0.02, UNTIL);
  if (name === 'kill who answered') {
    const count = Math.ceil(share * asks);
    return { name, after: { moment: 'answered', count }, delayMs: 0 };
  }
  // The model is asked twice in a turn.
  const count = Math.ceil(share * asks * 2);
  return {
    name,
    after: { moment: 'model asked', count },
    delayMs: random.between(0, LONGEST_DELAY_MS),
  };
}
