/** What goes wrong, and how often in a wave. */
export const FAULTS = [
  'kill who answered',
  'kill one',
  'kill all',
  'hang one',
  'kill Redis',
  'flush Redis',
] as const;

export type FaultName = (typeof FAULTS)[number];

/** How the agents service is tried, wave after wave on the same store. */
export interface StressPlan {
  /** Waves begin until then; one wave at least. */
  readonly seconds: number;
  readonly seed: number;
  /** Processes over one store. */
  readonly processes: number;
  /** In each wave, all sent at once. */
  readonly asks: number;
  readonly sessions: number;
  /** How often in each wave; what is hung is hung for `hangMs`. */
  readonly faults: Readonly<Partial<Record<FaultName, number>>>;
  readonly hangMs: number;
  /** How long a caller with a key goes on asking when no answer comes. */
  readonly patienceMs: number;
  /** The service's own limit for one question. */
  readonly askTimeoutSeconds: number;
  /** How long the model takes at most, in milliseconds. */
  readonly modelMs: number;
  /** Another `main.ts`: a service that was changed on purpose. */
  readonly program?: string;
  readonly stopAtFirstViolation: boolean;
}

export const DEFAULT_PLAN: StressPlan = {
  seconds: 60,
  seed: 1,
  processes: 2,
  asks: 200,
  sessions: 20,
  faults: {
    'kill who answered': 3,
    'kill one': 3,
    'kill all': 1,
    'kill Redis': 2,
    'flush Redis': 1,
  },
  hangMs: 0,
  patienceMs: 180_000,
  askTimeoutSeconds: 60,
  modelMs: 60,
  stopAtFirstViolation: false,
};
