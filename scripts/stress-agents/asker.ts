import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '../measuring/random.ts';
import type { AgentsFleet, Reachable } from './agents-fleet.ts';
import { type AskAnswer, type AskInput, ask } from './graph-client.ts';
import type { Acknowledgement, AskHistory } from './history.ts';
import type { Moments } from './moments.ts';
import type { PlannedAsk } from './plan-wave.ts';

const BETWEEN_ATTEMPTS_MS = 20;

/** Where questions are asked. */
export interface AskingPlace {
  readonly fleet: AgentsFleet;
  readonly moments: Moments;
  readonly random: Random;
  /** How long a caller with a key goes on when no answer comes. */
  readonly patienceMs: number;
}

/** A caller of one question, and what it remembers of it. */
export class Asker implements AskHistory {
  readonly planned: PlannedAsk;
  readonly acknowledgements: Acknowledgement[] = [];
  readonly refusals: string[] = [];
  sessionId: string | null;
  sentAt = Number.POSITIVE_INFINITY;
  sent = 0;
  lost = 0;
  readonly #input: AskInput;

  constructor(
    planned: PlannedAsk,
    place: { readonly agentId: string; readonly sessionId: string | null },
  ) {
    this.planned = planned;
    this.sessionId = place.sessionId;
    this.#input = { ...place, message: planned.text, idempotencyKey: planned.idempotencyKey };
  }

  /** Asks until there is an answer; a question without a key only once, since it might be asked twice otherwise. */
  async ask(place: AskingPlace): Promise<void> {
    const { fleet, moments, random } = place;
    const until = async () => {
      const givesUpAt = performance.now() + place.patienceMs;
      while (performance.now() < givesUpAt) {
        if (await this.#attempt(await fleet.pick(random), moments)) return;
        if (this.planned.idempotencyKey === null) return;
        await wait(BETWEEN_ATTEMPTS_MS);
      }
    };
    await Promise.all(this.planned.isSentTwice ? [until(), until()] : [until()]);
  }

  /** Asks once more, when everything is over: whoever has a key is told the same again. */
  async askAgain(process: Reachable, moments: Moments): Promise<void> {
    if (this.planned.idempotencyKey !== null) await this.#attempt(process, moments);
  }

  /** Whether there was an answer, or a failure for good. */
  async #attempt({ index, url }: Reachable, moments: Moments): Promise<boolean> {
    this.sentAt = Math.min(this.sentAt, performance.now());
    this.sent += 1;
    let answer: AskAnswer;
    try {
      answer = await ask(url, this.#input, this.planned.isTerse);
    } catch {
      this.lost += 1;
      return false;
    }
    const told = toAcknowledgement(answer);
    if (told === null) {
      this.refusals.push(answer.errors?.[0]?.extensions.code ?? 'no answer and no error');
      return false;
    }
    this.acknowledgements.push(told);
    if (told.sort === 'answer') this.sessionId ??= told.sessionId;
    moments.tell('answered', index);
    return true;
  }
}

function toAcknowledgement({ data, errors = [] }: AskAnswer): Acknowledgement | null {
  const at = performance.now();
  if (data !== null) {
    const { run, session, answer } = data.ask;
    const { id: messageId, text } = answer;
    const ids = { runId: run?.id ?? null, sessionId: session?.id ?? null };
    return { sort: 'answer', ...ids, messageId, text, at };
  }
  const reason = errors[0]?.message ?? '';
  const runId = /\brun ([0-9a-f-]{36}) (?:failed|gave no answer)\b/.exec(reason)?.[1];
  return runId === undefined ? null : { sort: 'failure', runId, reason, at };
}
