import { ANONYMOUS } from '../../shared/service/user-id.ts';
import type { AgentsDatabase } from '../agents-database.ts';
import type { MessageRecord } from '../message.ts';
import { appendMessage } from '../message-store.ts';

/** Writes an agent with one session and these messages, in one transaction; the agent's id. */
export async function insertConversation(
  database: AgentsDatabase,
  name: string,
  messages: readonly MessageRecord[],
): Promise<string> {
  const sessionId = messages[0]?.sessionId ?? 'session';
  const at = '2026-03-14T09:00:00.000Z';
  const agentId = `agent-${name}`;
  await database.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('agents')
      .values({
        ...{ id: agentId, user_id: ANONYMOUS, name, goal: '', tools: '[]' },
        ...{ memory_window: 10, created_at: at },
      })
      .execute();
    await transaction
      .insertInto('sessions')
      .values({
        user_id: ANONYMOUS,
        ...{ id: sessionId, agent_id: agentId, started_at: at, expires_at: at },
        ...{ ended_at: null, revision: 1 },
      })
      .execute();
    for (const message of messages) {
      await transaction
        .insertInto('runs')
        .values({
          user_id: ANONYMOUS,
          ...{ id: message.runId, agent_id: agentId, session_id: sessionId, idempotency_key: null },
          ...{ request_hash: '', status: 'COMPLETED', step: null, progress: 1, started_at: at },
          ...{
            finished_at: at,
            error: null,
            error_code: null,
            owner: 'test',
            lease_expires_at: at,
          },
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await appendMessage(transaction, ANONYMOUS, message);
    }
  });
  return agentId;
}
