import { groupBy } from './group-by.ts';
import type { AskHistory, Violation } from './history.ts';
import type { StoreContent } from './store-reader.ts';

/** A question that was answered before another was sent stands before it in their conversation. */
export function judgeOrder(asks: readonly AskHistory[], store: StoreContent): readonly Violation[] {
  const byText = new Map(asks.map((ask) => [ask.planned.text, ask]));
  const conversations = groupBy(store.messages, ({ sessionId }) => sessionId);
  return [...conversations.values()].flatMap((messages) => {
    const inOrder = messages.flatMap(({ role, text }) =>
      role === 'USER' ? (byText.get(text) ?? []) : [],
    );
    return judgeConversation(inOrder);
  });
}

function judgeConversation(inOrder: readonly AskHistory[]): Violation[] {
  let latest: AskHistory | undefined;
  const violations: Violation[] = [];
  for (const ask of inOrder) {
    const answeredAt = Math.min(...ask.acknowledgements.map(({ at }) => at));
    if (latest !== undefined && answeredAt < latest.sentAt) {
      const detail = JSON.stringify({ before: latest, after: ask });
      violations.push({
        rule: 'messages are in the order in which they were acknowledged',
        detail,
      });
    }
    if (latest === undefined || ask.sentAt > latest.sentAt) latest = ask;
  }
  return violations;
}
