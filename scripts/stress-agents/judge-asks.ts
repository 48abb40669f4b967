import { answerTo } from '../../subgraphs/agents/testing/answering-server.ts';
import { groupBy } from './group-by.ts';
import type { Acknowledgement, AskHistory, Violation } from './history.ts';
import type { StoreContent, StoredMessage, StoredRun } from './store-reader.ts';

/** The store, ready to be asked. */
interface Index {
  readonly runs: ReadonlyMap<string, StoredRun>;
  readonly messages: ReadonlyMap<string, StoredMessage>;
  readonly questions: ReadonlyMap<string, readonly StoredMessage[]>;
}

type Claim = (rule: string, holds: boolean) => void;

/**
 * What callers were told, beside what is in the store. `begun`: how often the model was asked each question anew;
 * `allowed`: codes of errors that name no run.
 */
export function judgeAsks(
  asks: readonly AskHistory[],
  store: StoreContent,
  { begun, allowed }: { begun: ReadonlyMap<string, number>; allowed: readonly string[] },
): readonly Violation[] {
  const index: Index = {
    runs: new Map(store.runs.map((run) => [run.id, run])),
    messages: new Map(store.messages.map((message) => [message.id, message])),
    questions: groupBy(
      store.messages.filter(({ role }) => role === 'USER'),
      ({ text }) => text,
    ),
  };
  return asks.flatMap((ask) => {
    const unexpected = ask.refusals.filter((code) => !allowed.includes(code));
    const rule = 'nothing unexpected went wrong';
    return [
      ...judgeAsk(ask, index, begun.get(ask.planned.text) ?? 0),
      ...unexpected.map((code) => ({ rule, detail: JSON.stringify({ code, ask }) })),
    ];
  });
}

function judgeAsk(ask: AskHistory, index: Index, begun: number): Violation[] {
  const violations: Violation[] = [];
  const questions = index.questions.get(ask.planned.text) ?? [];
  const claim: Claim = (rule, holds) => {
    if (!holds) violations.push({ rule, detail: JSON.stringify({ ask, questions }) });
  };
  claim('a question is in the store once at most', questions.length <= 1);
  claim('a question runs once at most', begun <= 1);
  claim(
    'a question with a key is answered in the end, or has failed',
    ask.planned.idempotencyKey === null || ask.acknowledgements.length > 0,
  );
  claim(
    'an acknowledged question is there once',
    ask.acknowledgements.length === 0 || questions.length === 1,
  );
  for (const acknowledgement of ask.acknowledgements) {
    if (acknowledgement.sort === 'answer') judgeAnswer(ask, acknowledgement, index, claim);
    else judgeFailure(ask, acknowledgement, index, claim);
  }
  const told = new Set(
    ask.acknowledgements.map((each) => (each.sort === 'answer' ? each.messageId : each.runId)),
  );
  claim('everybody who asks with one key is told the same', told.size <= 1);
  return violations;
}

function judgeAnswer(
  { planned, sessionId }: AskHistory,
  told: Extract<Acknowledgement, { sort: 'answer' }>,
  index: Index,
  claim: Claim,
): void {
  const message = index.messages.get(told.messageId);
  const run = index.runs.get(message?.runId ?? '');
  const [question] = index.questions.get(planned.text) ?? [];
  const isFor = (known: string | null, stored: string | undefined) =>
    known === null || known === stored;
  claim('an acknowledged answer is there', message?.role === 'ASSISTANT');
  claim('an answer has the words that were acknowledged', message?.text === told.text);
  claim('an answer is the one to its question', told.text === answerTo(planned.text));
  claim('question and answer belong together', question?.runId === message?.runId);
  claim('an answer is of the run that was acknowledged', isFor(told.runId, message?.runId));
  claim(
    'a message is in the session that it was acknowledged for',
    isFor(told.sessionId, message?.sessionId) && isFor(sessionId, message?.sessionId),
  );
  claim('an acknowledged run is COMPLETED', run?.status === 'COMPLETED');
  claim('a run has the key that it was asked with', run?.idempotencyKey === planned.idempotencyKey);
}

function judgeFailure(
  { planned }: AskHistory,
  told: Extract<Acknowledgement, { sort: 'failure' }>,
  index: Index,
  claim: Claim,
): void {
  const run = index.runs.get(told.runId);
  const [question] = index.questions.get(planned.text) ?? [];
  claim('a run that was said to have failed is FAILED', run?.status === 'FAILED');
  claim('its reason is the one that was told', told.reason.includes(run?.error ?? '\0'));
  claim('the question of a failed run stays', question?.runId === told.runId);
}
