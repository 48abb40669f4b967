import { median, summariseLatencies } from '../measuring/measure.ts';
import type { BenchHouses, House } from './bench-house.ts';
import { type Conversant, driveTurns, type Turns } from './drive-turns.ts';
import { KNOWN_QUESTION, newQuestion } from './passages.ts';

/** What is measured side by side: a turn whose tool results were all missed, one with all cached, the AI SDK's loop alone. */
export const CONTENDERS = ['cold', 'cached', 'bare'] as const;
export type Contender = (typeof CONTENDERS)[number];

const IN_FLIGHT = [1, 4, 16];
/** Of each contender in each round. */
const TURNS = { least: 40, perSession: 8 };

/** Turns of one contender, of all rounds together: milliseconds, and turns a second (the median of the rounds). */
export interface TurnFigures {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Median over the rounds of its p50 divided by that of the bare loop. */
  readonly ratioToBare: number;
  /** Turns among them whose tool results were not served as the name says. */
  readonly strays: number;
}

export interface LoadFigures {
  readonly inFlight: number;
  readonly turns: Readonly<Record<Contender, TurnFigures>>;
}

type Round = Readonly<Record<Contender, Turns>>;

/** One, four and sixteen sessions in flight, in paired rounds. */
export async function measureTurns(
  houses: BenchHouses,
  house: House,
  rounds: number,
): Promise<readonly LoadFigures[]> {
  const conversants = conversantsOf(houses, house);
  for (const contender of CONTENDERS) await driveTurns(conversants[contender], 4, TURNS.least);
  const figures: LoadFigures[] = [];
  for (const inFlight of IN_FLIGHT) {
    const turns = Math.max(TURNS.least, inFlight * TURNS.perSession);
    const measured: Round[] = [];
    for (let round = 0; round < rounds; round++) {
      const samples: Partial<Record<Contender, Turns>> = {};
      // The first one is another in each round, so that none always has the warm or the quiet machine.
      for (let turn = 0; turn < CONTENDERS.length; turn++) {
        const contender = CONTENDERS[(turn + round) % CONTENDERS.length] ?? 'bare';
        samples[contender] = await driveTurns(conversants[contender], inFlight, turns);
      }
      const { cold, cached, bare } = samples;
      if (cold && cached && bare) measured.push({ cold, cached, bare });
    }
    figures.push({ inFlight, turns: summarise(measured) });
  }
  return figures;
}

function conversantsOf({ bare }: BenchHouses, { service }: House): Record<Contender, Conversant> {
  const startSession = () => service.startSession();
  return {
    cold: { startSession, ask: (session) => service.ask(session, newQuestion(), 'MISS') },
    cached: {
      startSession,
      // The first one of all puts it into the cache, before anything is measured.
      ask: (session) => service.ask(session, KNOWN_QUESTION, 'HIT'),
    },
    bare: { startSession: async () => '', ask: () => bare.ask(newQuestion()) },
  };
}

function summarise(rounds: readonly Round[]): Record<Contender, TurnFigures> {
  const p50 = ({ tookMs }: Turns) => summariseLatencies(tookMs).p50;
  const figuresOf = (contender: Contender): TurnFigures => {
    const all = summariseLatencies(rounds.flatMap((round) => round[contender].tookMs));
    return {
      perSecond: median(rounds.map((round) => round[contender].perSecond)),
      p50: all.p50,
      p99: all.p99,
      strays: rounds.reduce((sum, round) => sum + round[contender].strays, 0),
      ratioToBare: median(rounds.map((round) => p50(round[contender]) / p50(round.bare))),
    };
  };
  return { cold: figuresOf('cold'), cached: figuresOf('cached'), bare: figuresOf('bare') };
}
