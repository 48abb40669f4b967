import type { ActName } from './chaos-acts.ts';
import type { ProcessSettings } from './messages.ts';
import type { SceneName } from './scenes.ts';

/** How the house's engine is tried; a mutant changes what would take too long to see it. */
export interface StressPlan {
  readonly seconds: number;
  readonly processes: number;
  readonly seed: number;
  /** Where the `cache.ts` lies that is tried (a file URL). */
  readonly engine: string;
  readonly stopAtFirstViolation: boolean;
  readonly restMs: number;
  readonly slowLoads: number;
  readonly invalidations: ProcessSettings['invalidations'];
  /** How often each act is chosen, relative to the others. */
  readonly chaos: Readonly<Partial<Record<ActName, number>>>;
  /** Between the beginnings of two acts, in seconds: at least, at most. */
  readonly actEverySeconds: readonly [number, number];
  /** Played one after the other, in quiet moments. */
  readonly scenes: readonly SceneName[];
  readonly sceneEverySeconds: number;
}

export const HOUSE_ENGINE = new URL('../../subgraphs/shared/cache/cache.ts', import.meta.url).href;

export const DEFAULT_PLAN: StressPlan = {
  seconds: 60,
  processes: 3,
  seed: 1,
  engine: HOUSE_ENGINE,
  stopAtFirstViolation: false,
  restMs: 0,
  slowLoads: 0.05,
  invalidations: { key: 30, tag: 25, 'late tag': 25, pattern: 12, kind: 6, clear: 2 },
  chaos: {
    'hang Redis': 3,
    'kill Redis': 2,
    'cut subscribers': 3,
    'cut one subscriber': 3,
    'cut commands': 2,
    'kill process': 1.5,
    'hang process': 4,
    'drop bookkeeping': 5,
    'lose log': 2,
    'squeeze memory': 3,
    'fill memory': 1.5,
    'jump clock': 2,
  },
  actEverySeconds: [0.1, 1.6],
  scenes: ['stampede', 'stampede', 'overtaken holder', 'stampede', 'stampede', 'older server'],
  sceneEverySeconds: 12,
};
