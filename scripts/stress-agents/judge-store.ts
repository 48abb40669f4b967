import { groupBy } from './group-by.ts';
import type { Violation } from './history.ts';
import type { StoreContent, StoredMessage, StoredRun } from './store-reader.ts';

/** Every completed run of the played model used its one tool once. */
const TOOL_CALLS = 1;

/** What must hold of any store whose processes are at rest, whoever asked what. */
export function judgeStore(store: StoreContent): readonly Violation[] {
  const messagesOfRun = groupBy(store.messages, ({ runId }) => runId);
  const conversations = groupBy(store.messages, ({ sessionId }) => sessionId);
  return [
    ...store.faults.map((detail) => ({ rule: 'the file is whole', detail })),
    ...store.runs.flatMap((run) => judgeRun(run, messagesOfRun.get(run.id) ?? [])),
    ...[...conversations.values()].flatMap(judgeConversation),
  ];
}

function judgeRun(run: StoredRun, messages: readonly StoredMessage[]): Violation[] {
  const violations: Violation[] = [];
  const claim = (rule: string, holds: boolean) => {
    if (!holds) violations.push({ rule, detail: JSON.stringify({ run, messages }) });
  };
  const roles = messages.map(({ role }) => role).join(' ');
  const [question, answer] = messages;
  claim('no run is RUNNING for ever', run.status !== 'RUNNING');
  claim('a run that is over says when', run.status === 'RUNNING' || run.finishedAt !== null);
  claim('a FAILED run says why', run.status !== 'FAILED' || (run.error ?? '') !== '');
  claim('a run has its question once', roles === 'USER' || roles === 'USER ASSISTANT');
  claim(
    'a COMPLETED run has its answer, and no other run has one',
    (run.status === 'COMPLETED') === (roles === 'USER ASSISTANT'),
  );
  claim(
    'an answer follows its question',
    answer === undefined || answer.position === (question?.position ?? Number.NaN) + 1,
  );
  claim(
    'a COMPLETED run has its tool calls',
    run.status !== 'COMPLETED' || run.toolCalls === TOOL_CALLS,
  );
  return violations;
}

function judgeConversation(messages: readonly StoredMessage[]): Violation[] {
  return messages.flatMap((message, at) =>
    message.position === at
      ? []
      : [{ rule: 'positions have no gaps', detail: JSON.stringify({ message, at }) }],
  );
}
