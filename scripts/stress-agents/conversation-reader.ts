import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '../measuring/random.ts';
import type { AgentsFleet } from './agents-fleet.ts';
import type { Asker } from './asker.ts';
import { type GraphMessage, readConversation } from './graph-client.ts';
import type { Violation } from './history.ts';

const BETWEEN_READS_MS = 20;

/** Reads conversations through the graph while they go on: what was acknowledged before a read is in it. */
export class ConversationReader {
  reads = 0;
  readonly violations: Violation[] = [];
  readonly #fleet: AgentsFleet;
  readonly #random: Random;

  constructor(fleet: AgentsFleet, random: Random) {
    this.#fleet = fleet;
    this.#random = random;
  }

  /** One read after the other until the signal comes. */
  async run(
    sessionIds: readonly string[],
    askers: readonly Asker[],
    signal: AbortSignal,
  ): Promise<void> {
    for (; !signal.aborted; await wait(BETWEEN_READS_MS)) {
      const sessionId = this.#random.pick(sessionIds);
      const answered = askers.flatMap((asker) =>
        asker.sessionId === sessionId
          ? asker.acknowledgements.flatMap((told) => (told.sort === 'answer' ? [told] : []))
          : [],
      );
      const { url } = await this.#fleet.pick(this.#random);
      const messages = await readConversation(url, sessionId).catch(() => null);
      if (messages === null) continue;
      this.reads += 1;
      for (const told of answered) this.#check(told, messages);
    }
  }

  #check(told: { messageId: string; text: string }, messages: readonly GraphMessage[]): void {
    const found = messages.filter(({ id }) => id === told.messageId);
    if (found.length === 1 && found[0]?.text === told.text) return;
    const rule = 'a read has everything that was acknowledged before it, once';
    this.violations.push({ rule, detail: JSON.stringify({ told, found }) });
  }
}
