import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { DomainError } from '../shared/service/domain-error.ts';
import type { UserId } from '../shared/service/user-id.ts';
import { type AbandonedRunsDeps, failAbandonedRuns } from './abandoned-runs.ts';
import type { AgentRecord } from './agent.ts';
import type { AgentStore } from './agent-store.ts';
import type { MessageRecord } from './message.ts';
import type { MessageStore } from './message-store.ts';
import { hashQuestion, type Question, requireSameQuestion } from './question.ts';
import type { RunRecord } from './run.ts';
import { SerialQueue } from './serial-queue.ts';
import { sessionKey } from './session-key.ts';
import { noSuchAgent, type Sessions } from './sessions.ts';
import { LEASE_MS, type TurnWorkDeps, workOnTurn } from './turn-work.ts';

/** A question that is stored, and the run that answers it. */
export interface BegunRun {
  readonly runId: string;
  readonly sessionId: string;
}

/** What came of a question. */
export interface Answered extends BegunRun {
  readonly answer: MessageRecord;
}

export interface AskingDeps extends TurnWorkDeps, AbandonedRunsDeps {
  readonly agents: AgentStore;
  readonly sessions: Sessions;
  readonly messages: MessageStore;
}

/** A question in the queue of its session. */
interface Waiting {
  readonly question: Question;
  readonly agent: AgentRecord;
  readonly requestId: string;
  /** On the monotonic clock, in milliseconds. */
  readonly giveUpAt: number;
}

/** What is done when a run begins, and instead of one when the question was asked before. */
interface Course<T> {
  readonly begun: (run: BegunRun) => void;
  readonly replay: (earlier: RunRecord) => Promise<T>;
}

/** How often another process's run is looked at, in milliseconds: soon at first, then less. */
const FIRST_LOOK_MS = 10;
const LAST_LOOK_MS = 250;

/**
 * Questions to agents. Those of one session are answered in order, here by a queue and across processes by the
 * store's index of running runs; those of one idempotency key are answered once, by the store's index of keys.
 */
export class Asking {
  readonly #deps: AskingDeps;
  readonly #queue = new SerialQueue();
  readonly #background = new Set<Promise<void>>();

  constructor(deps: AskingDeps) {
    this.#deps = deps;
  }

  /** Rejects with the code of what went wrong; from then on the run is FAILED and says why, and the question stays. */
  async ask(question: Question, requestId: string): Promise<Answered> {
    return this.#start(question, requestId, {
      begun: () => undefined,
      replay: (earlier) => this.#replay(question.userId, earlier),
    });
  }

  /** Resolves when the question is stored, and works on in the background; rejects, and nothing is asked, before that. */
  async begin(question: Question, requestId: string): Promise<BegunRun> {
    return new Promise((resolve, reject) => {
      const work = this.#start(question, requestId, {
        begun: resolve,
        replay: async ({ id, sessionId }) => resolve({ runId: id, sessionId }),
      }).then(
        () => undefined,
        // Without effect once the question is stored: the run says then what went wrong.
        reject,
      );
      this.#background.add(work);
      void work.finally(() => this.#background.delete(work));
    });
  }

  /** Resolves when no question is worked on in the background any more. */
  async settle(): Promise<void> {
    await Promise.all(this.#background);
  }

  async #start<T>(question: Question, requestId: string, course: Course<T>): Promise<Answered | T> {
    const earlier = await this.#findEarlier(question);
    if (earlier !== null) return course.replay(earlier);
    const agent = await this.#deps.agents.find(question.userId, question.agentId);
    if (agent === null) throw noSuchAgent(question.agentId);
    const giveUpAt = performance.now() + this.#deps.timeoutMs;
    return this.#queue.run(queueOf(question), () =>
      this.#askInTurn({ question, agent, requestId, giveUpAt }, course),
    );
  }

  async #askInTurn<T>(
    { question, agent, requestId, giveUpAt }: Waiting,
    course: Course<T>,
  ): Promise<Answered | T> {
    const began = await this.#begin(question, giveUpAt);
    if ('earlier' in began) return course.replay(began.earlier);
    course.begun(began);
    const { userId, message: text } = question;
    const turn = { ...began, userId, agent, text, requestId };
    return { ...began, answer: await workOnTurn(this.#deps, turn) };
  }

  /** Waits while another process has its turn in this session; TIMEOUT, and nothing asked, after waiting too long. */
  async #begin(question: Question, giveUpAt: number) {
    for (let lookMs = FIRST_LOOK_MS; ; lookMs = Math.min(lookMs * 2, LAST_LOOK_MS)) {
      if (performance.now() > giveUpAt) throw tooBusy(this.#deps.timeoutMs);
      const turn = this.#describe(question);
      if (await this.#deps.turns.begin(turn))
        return { runId: turn.runId, sessionId: turn.sessionId };
      const earlier = await this.#findEarlier(question);
      if (earlier !== null) return { earlier };
      await failAbandonedRuns(this.#deps);
      await wait(lookMs);
    }
  }

  #describe(question: Question) {
    const now = this.#deps.now();
    const { userId, agentId, message: text, idempotencyKey } = question;
    const session =
      question.sessionId === null
        ? { create: this.#deps.sessions.create(agentId) }
        : { id: question.sessionId };
    return {
      runId: randomUUID(),
      userId,
      agentId,
      sessionId: 'create' in session ? session.create.id : session.id,
      session,
      text,
      idempotencyKey,
      requestHash: hashQuestion(question),
      at: new Date(now).toISOString(),
      expiresAt: this.#deps.sessions.expiryFrom(now),
      owner: this.#deps.owner,
      leaseExpiresAt: new Date(now + LEASE_MS).toISOString(),
    };
  }

  async #findEarlier(question: Question): Promise<RunRecord | null> {
    const { userId, idempotencyKey } = question;
    if (idempotencyKey === null) return null;
    const run = await this.#deps.runs.findByIdempotencyKey(userId, idempotencyKey);
    if (run !== null) requireSameQuestion(question, run);
    return run;
  }

  /** The first answer to the same key; waits for it when it is still being made. */
  async #replay(userId: UserId, earlier: RunRecord): Promise<Answered> {
    const run = await this.#whenFinished(userId, earlier);
    if (run !== null && run.error !== null) throw sameFailure(run);
    const answer = run === null ? null : await this.#deps.messages.findAnswer(userId, run.id);
    if (run !== null && answer !== null) {
      return { runId: run.id, sessionId: run.sessionId, answer };
    }
    throw new DomainError(
      'NOT_FOUND',
      `The answer of run ${earlier.id} is gone: its conversation was deleted.`,
    );
  }

  async #whenFinished(userId: UserId, run: RunRecord): Promise<RunRecord | null> {
    const giveUpAt = performance.now() + this.#deps.timeoutMs;
    let current: RunRecord | null = run;
    for (let lookMs = FIRST_LOOK_MS; current?.status === 'RUNNING'; lookMs *= 2) {
      if (performance.now() > giveUpAt) throw tooBusy(this.#deps.timeoutMs);
      await wait(Math.min(lookMs, LAST_LOOK_MS));
      await failAbandonedRuns(this.#deps);
      current = await this.#deps.runs.find(userId, run.id);
    }
    return current;
  }
}

/** A new session has a queue of its own; and nobody waits in another user's, whatever session he names. */
function queueOf({ userId, sessionId }: Question): string {
  return sessionKey({ userId, sessionId: sessionId ?? randomUUID() });
}

function sameFailure(run: RunRecord): Error {
  const reason = `The run ${run.id} gave no answer: ${run.error}`;
  if (run.errorCode === null) return new Error(reason);
  return new DomainError(
    run.errorCode,
    `${reason} A question is asked once per idempotencyKey; ask again with a new one.`,
  );
}

function tooBusy(timeoutMs: number): DomainError {
  return new DomainError(
    'TIMEOUT',
    `Another question of this session is still being answered after ${timeoutMs} ms; ask again later.`,
  );
}
