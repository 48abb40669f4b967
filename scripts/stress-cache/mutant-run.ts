import type { PlayedAct } from './chaos.ts';
import type { Mutant } from './mutants.ts';
import { mutateEngine } from './mutate-engine.ts';
import type { StressPlan } from './stress-plan.ts';
import type { SeenViolation } from './stress-report.ts';
import { StressRun } from './stress-run.ts';

/** Whether the stress saw that a guard is missing. */
export interface MutantVerdict {
  readonly name: string;
  readonly off: string;
  /** Undefined when it survived. */
  readonly seen: SeenViolation | undefined;
  readonly seconds: number;
  readonly readsChecked: number;
}

/** One mutant under stress, until it is seen or the plan's time is over. */
export class MutantRun {
  readonly #mutant: Mutant;
  readonly #plan: StressPlan;
  readonly #onPlayed: (act: PlayedAct) => void;
  #run: StressRun | undefined;

  constructor(mutant: Mutant, plan: StressPlan, onPlayed: (act: PlayedAct) => void) {
    this.#onPlayed = onPlayed;
    this.#mutant = mutant;
    this.#plan = plan;
  }

  stop(): void {
    this.#run?.stop();
  }

  async play(): Promise<MutantVerdict> {
    const { name, off, directed } = this.#mutant;
    const engine = mutateEngine(this.#mutant);
    try {
      const plan = { ...this.#plan, ...directed, engine: engine.url, stopAtFirstViolation: true };
      this.#run = new StressRun(plan, this.#onPlayed);
      const { seconds, readsChecked, violations } = (await this.#run.play()).figures();
      const seen = violations.find(({ sort }) => sort !== 'unexpected error');
      return { name, off, seen, seconds, readsChecked };
    } finally {
      engine.remove();
    }
  }
}
