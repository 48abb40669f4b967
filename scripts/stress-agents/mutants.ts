import type { StressPlan } from './stress-plan.ts';

/** A guard of the agents service that is switched off, and what should make its absence seen soon. */
export interface Mutant {
  readonly name: string;
  /** What no longer happens. */
  readonly off: string;
  /** In `subgraphs`. */
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  readonly directed: Partial<StressPlan>;
}

const NO_FAULTS = { faults: {} } as const;
const KILLS = { faults: { 'kill who answered': 4, 'kill one': 4 } } as const;

/** Each was seen by the stress; one that nothing sees is a guard that nobody needs, or a blind spot. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'acknowledgement',
    off: 'what is acknowledged is committed a moment later',
    file: 'shared/store/background-sqlite-dialect.ts',
    find: '  commitTransaction(): Promise<void> {\n    return this.#connection.commit();\n',
    replace:
      '  async commitTransaction(): Promise<void> {\n    const release = this.#release;\n    this.#release = () => undefined;\n    void delay(20).then(() => this.#connection.commit()).then(release);\n',
    directed: { faults: { 'kill who answered': 6 } },
  },
  {
    name: 'question with its run',
    off: 'a run and its question are written one after the other',
    file: 'agents/turn-store.ts',
    find: '        await appendMessage(transaction, turn.userId, questionOf(sessionId, turn));\n      });\n',
    replace:
      '      });\n      await appendMessage(this.#database, turn.userId, questionOf(sessionId, turn));\n',
    directed: KILLS,
  },
  {
    name: 'answer with its run',
    off: 'the end of a run and its answer are written one after the other',
    file: 'agents/turn-store.ts',
    find: "      return appendMessage(transaction, turn.userId, { ...answer, role: 'ASSISTANT' });\n    });\n",
    replace:
      "      return { ...answer, role: 'ASSISTANT' as const };\n    }).then((answer) => appendMessage(this.#database, turn.userId, answer));\n",
    directed: KILLS,
  },
  {
    name: 'one run a session',
    off: 'two processes may work in one session at the same time',
    file: 'agents/add-users.ts',
    find: "    .unique()\n    .on('runs')\n",
    replace: "    .on('runs')\n",
    directed: NO_FAULTS,
  },
  {
    name: 'one run a key',
    off: 'a key may be used by two runs',
    file: 'agents/add-users.ts',
    find: "    .addUniqueConstraint('runs_one_per_key_of_user', ['user_id', 'idempotency_key'])\n",
    replace: '',
    directed: NO_FAULTS,
  },
  {
    name: 'sweep',
    off: 'nobody gives up the runs of a process that is gone',
    file: 'agents/abandoned-runs.ts',
    find: 'run.leaseExpiresAt < now || isGone(run.owner, deps.owner)',
    replace: "run.leaseExpiresAt === '' && isGone(run.owner, deps.owner)",
    directed: { faults: { 'kill one': 1 }, askTimeoutSeconds: 2, patienceMs: 5000 },
  },
  {
    name: 'late answer',
    off: 'a run that was given up may still be completed',
    file: 'agents/turn-store.ts',
    find: "        .where('id', '=', turn.runId)\n        .where('status', '=', 'RUNNING')\n",
    replace: "        .where('id', '=', turn.runId)\n",
    directed: { faults: { 'hang one': 1 }, hangMs: 30_000, asks: 300, modelMs: 400 },
  },
];
