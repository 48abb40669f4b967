import type { Violation } from './history.ts';
import type { Mutant } from './mutants.ts';
import { mutateAgents } from './mutate-agents.ts';
import type { StressPlan } from './stress-plan.ts';
import { StressRun } from './stress-run.ts';

/** Callers of a broken service may wait for ever. */
const PATIENCE_MS = 30_000;

/** Whether the stress saw that a guard is missing. */
export interface MutantVerdict {
  readonly name: string;
  readonly off: string;
  /** The rules that did not hold, each once; none when it survived. */
  readonly seen: readonly string[];
  readonly example: Violation | undefined;
  readonly seconds: number;
  readonly waves: number;
}

/** One mutant under stress, until it is seen or the plan's time is over. */
export class MutantRun {
  readonly #mutant: Mutant;
  readonly #plan: StressPlan;
  #run: StressRun | undefined;

  constructor(mutant: Mutant, plan: StressPlan) {
    this.#mutant = mutant;
    this.#plan = plan;
  }

  stop(): void {
    this.#run?.stop();
  }

  async play(): Promise<MutantVerdict> {
    const { name, off, directed } = this.#mutant;
    const { program, remove } = mutateAgents(this.#mutant);
    try {
      const plan = {
        ...this.#plan,
        patienceMs: PATIENCE_MS,
        ...directed,
        program,
        stopAtFirstViolation: true,
      };
      this.#run = new StressRun(plan);
      const { seconds, waves, violations } = (await this.#run.play()).figures();
      const seen = [...new Set(violations.map(({ rule }) => rule))];
      return { name, off, seen, example: violations[0], seconds, waves };
    } finally {
      remove();
    }
  }
}
