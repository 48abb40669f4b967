import { parseArgs } from 'node:util';
import { MUTANTS, type Mutant } from './mutants.ts';
import { DEFAULT_PLAN, type StressPlan } from './stress-plan.ts';

/** Longer than a run's lease and the time until somebody looks. */
const HANG_MS = 26_000;

/** What the stress was asked for. */
export interface StressCommand {
  readonly plan: StressPlan;
  readonly isForMutants: boolean;
  readonly mutants: readonly Mutant[];
  readonly isJson: boolean;
  readonly isHelp: boolean;
}

/** Throws a `TypeError` that says what was expected. */
export function readStressCommand(words: readonly string[]): StressCommand {
  const { values } = parseArgs({
    args: [...words],
    options: {
      minutes: { type: 'string' },
      seconds: { type: 'string', default: '60' },
      asks: { type: 'string', default: `${DEFAULT_PLAN.asks}` },
      sessions: { type: 'string', default: `${DEFAULT_PLAN.sessions}` },
      seed: { type: 'string', default: `${Date.now() % 1_000_000}` },
      only: { type: 'string', default: '' },
      hang: { type: 'boolean', default: false },
      mutants: { type: 'boolean', default: false },
      bail: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const { minutes, hang } = values;
  const seconds =
    minutes === undefined
      ? number('--seconds', values.seconds, 1, 86_400)
      : number('--minutes', minutes, 0.1, 1440) * 60;
  const plan: StressPlan = {
    ...DEFAULT_PLAN,
    seconds,
    seed: number('--seed', values.seed, 0, 1_000_000_000),
    asks: number('--asks', values.asks, 1, 10_000),
    sessions: number('--sessions', values.sessions, 1, 1000),
    faults: { ...DEFAULT_PLAN.faults, ...(hang && { 'hang one': 1 }) },
    hangMs: HANG_MS,
    stopAtFirstViolation: values.bail,
  };
  const { mutants: isForMutants, json: isJson, help: isHelp } = values;
  return { plan, isForMutants, mutants: choose(values.only), isJson, isHelp };
}

function choose(only: string): readonly Mutant[] {
  const chosen = MUTANTS.filter(({ name }) => name.includes(only));
  if (chosen.length > 0) return chosen;
  const names = MUTANTS.map(({ name }) => name).join(', ');
  throw new TypeError(`--only takes a part of one of the names ${names}; got "${only}".`);
}

function number(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most) return value;
  throw new TypeError(`${name} takes a number from ${least} to ${most}; got "${text}".`);
}
