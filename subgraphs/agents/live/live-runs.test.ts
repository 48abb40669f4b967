import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '../../shared/service/user-id.ts';
import { AgentStore } from '../agent-store.ts';
import { type AgentsDatabase, openAgentsDatabase } from '../agents-database.ts';
import { MessageStore } from '../message-store.ts';
import type { RunRecord } from '../run.ts';
import { RunStore } from '../run-store.ts';
import { TurnStore } from '../turn-store.ts';
import { LiveRuns } from './live-runs.ts';
import { RunChannel } from './run-channel.ts';
import type { RunEvent } from './run-event.ts';

const AT = '2026-03-14T09:00:00.000Z';
const LATER = '2100-01-01T00:00:00.000Z';

let folder: string;
let database: AgentsDatabase;
let channel: RunChannel;
let live: LiveRuns;
let turns: TurnStore;
let runs: RunStore;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'live-runs-'));
  database = await openAgentsDatabase(join(folder, 'agents.db'));
  runs = new RunStore(database);
  turns = new TurnStore(database);
  // Nothing listens there: what is within the process needs no Redis.
  channel = new RunChannel({ redis: { host: '127.0.0.1', port: 1 }, onError: () => undefined });
  live = new LiveRuns({ runs, messages: new MessageStore(database), channel });
  const agent = { id: 'a', name: 'A', goal: 'Answer', tools: [], memoryWindow: 2, createdAt: AT };
  await new AgentStore(database).insert(ANONYMOUS, agent);
});

afterAll(async () => {
  channel.close();
  await database.destroy();
  await rm(folder, { recursive: true, force: true });
});

async function beginRun(id: string): Promise<RunRecord> {
  const session = { id, agentId: 'a', startedAt: AT, expiresAt: LATER, endedAt: null, revision: 1 };
  const question = { text: 'Why?', idempotencyKey: null, requestHash: '' };
  const lease = { owner: 'test', leaseExpiresAt: LATER };
  const place = { userId: ANONYMOUS, runId: id, agentId: 'a', session: { create: session } };
  await turns.begin({ ...place, ...question, ...lease, at: AT, expiresAt: LATER });
  const run = await runs.find(ANONYMOUS, id);
  if (run === null) throw new Error('no run');
  return run;
}

describe('a run that is watched', () => {
  it('gives a slow reader everything at once, and keeps nothing for it', async () => {
    const run = await beginRun('slow');
    const reporter = live.begin({ userId: ANONYMOUS, runId: run.id });
    const events = live.follow(run);
    await events.next();

    for (let words = 1; words <= 100; words++) {
      reporter.draft(() => 'sun '.repeat(words));
      await reporter.step('answer', 0.5);
    }
    const { value } = await events.next();

    expect(value).toMatchObject({ sequence: 2, textOffset: 0, textDelta: 'sun '.repeat(100) });
    live.end(reporter);
    await events.return?.();
  });

  it('tells words that come fast in one event', async () => {
    const run = await beginRun('fast');
    const reporter = live.begin({ userId: ANONYMOUS, runId: run.id });
    const heard: RunEvent[] = [];
    const first = new Promise<void>((resolve) => {
      const onEvent = (event: RunEvent) => resolve(void heard.push(event));
      void channel.watch(run.id, { onEvent, onGap: () => undefined });
    });

    for (let words = 1; words <= 1000; words++) reporter.draft(() => 'sun '.repeat(words));
    await first;

    expect(heard).toMatchObject([{ sequence: 1, offset: 0, text: 'sun '.repeat(1000) }]);
    live.end(reporter);
  });

  it('is told of the text anew when the model begins anew', async () => {
    const run = await beginRun('anew');
    const reporter = live.begin({ userId: ANONYMOUS, runId: run.id });
    const events = live.follow(run);
    await events.next();
    reporter.draft(() => 'I shall look.');
    await reporter.step('search', 0.3);
    const before = await events.next();

    reporter.draft(() => 'Sun.');
    await reporter.step('answer', 0.5);
    const after = await events.next();

    expect(before.value).toMatchObject({ text: 'I shall look.', run: { step: 'search' } });
    expect(after.value).toMatchObject({
      textOffset: 0,
      textDelta: 'Sun.',
      run: { step: 'answer' },
    });
    live.end(reporter);
    await events.return?.();
  });

  it('ends for one who leaves while nothing happens', async () => {
    const run = await beginRun('left');
    const events = live.follow(run);
    await events.next();
    const waiting = events.next();

    await events.return?.();

    expect(await waiting).toEqual({ done: true, value: undefined });
  });

  it('is over for its process when it was ended from outside', async () => {
    const run = await beginRun('ended');
    const reporter = live.begin({ userId: ANONYMOUS, runId: run.id });
    await turns.cancel(ANONYMOUS, run.id, AT);

    await live.stopIfEnded(reporter);

    expect(reporter.cancelled.reason).toMatchObject({ code: 'CANCELLED' });
    live.end(reporter);
  });
});
