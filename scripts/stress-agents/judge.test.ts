import { describe, expect, it } from '@jest/globals';
import { answerTo } from '../../subgraphs/agents/testing/answering-server.ts';
import type { Acknowledgement, AskHistory } from './history.ts';
import { judgeAsks } from './judge-asks.ts';
import { judgeOrder } from './judge-order.ts';
import { judgeStore } from './judge-store.ts';
import type { StoreContent, StoredMessage, StoredRun } from './store-reader.ts';

const [FIRST, SECOND] = ['first?', 'second?'];

function run(id: string, changed: Partial<StoredRun> = {}): StoredRun {
  const key = { idempotencyKey: `key ${id}` };
  const end = { status: 'COMPLETED', error: null, finishedAt: '2026-03-14T09:00:00.000Z' };
  return { id, sessionId: 's', ...key, ...end, toolCalls: 1, ...changed };
}

function message(runId: string, position: number, text: string): StoredMessage {
  const role = position % 2 === 0 ? 'USER' : 'ASSISTANT';
  return { id: `${runId} ${role}`, sessionId: 's', position, role, text, runId };
}

function asked(runId: string, text: string, sentAt: number): AskHistory {
  const planned = { text, session: 0, idempotencyKey: `key ${runId}` };
  const acknowledgements: Acknowledgement[] = [
    {
      sort: 'answer',
      runId,
      sessionId: 's',
      messageId: `${runId} ASSISTANT`,
      text: answerTo(text),
      at: sentAt + 1,
    },
  ];
  const counts = { sent: 1, lost: 0, refusals: [], acknowledgements };
  return {
    planned: { ...planned, isSentTwice: false, isTerse: false },
    sessionId: 's',
    sentAt,
    ...counts,
  };
}

const MESSAGES = [
  message('a', 0, FIRST),
  message('a', 1, answerTo(FIRST)),
  message('b', 2, SECOND),
  message('b', 3, answerTo(SECOND)),
];
const STORE: StoreContent = { runs: [run('a'), run('b')], messages: MESSAGES, faults: [] };
const ASKS = [asked('a', FIRST, 0), asked('b', SECOND, 10)];
const ONCE = new Map([
  [FIRST, 1],
  [SECOND, 1],
]);

function rulesBroken(store: StoreContent, asks = ASKS, begun: ReadonlyMap<string, number> = ONCE) {
  const violations = [
    ...judgeStore(store),
    ...judgeAsks(asks, store, { begun, allowed: ['TIMEOUT'] }),
    ...judgeOrder(asks, store),
  ];
  return violations.map(({ rule }) => rule);
}

function without(id: string): StoreContent {
  return { ...STORE, messages: MESSAGES.filter((each) => each.id !== id) };
}

describe('the judge of the stress', () => {
  it('finds nothing where nothing is wrong', () => {
    expect(rulesBroken(STORE)).toEqual([]);
  });

  it.each<[string, StoreContent]>([
    ['an acknowledged answer is there', without('b ASSISTANT')],
    ['an acknowledged question is there once', without('b USER')],
    ['a run has its question once', without('b USER')],
    ['positions have no gaps', without('a ASSISTANT')],
    [
      'a question is in the store once at most',
      { ...STORE, messages: [...MESSAGES, { ...message('c', 4, SECOND), sessionId: 't' }] },
    ],
    [
      'an answer follows its question',
      { ...STORE, messages: MESSAGES.map((each) => ({ ...each, position: 3 - each.position })) },
    ],
    [
      'an answer has the words that were acknowledged',
      { ...STORE, messages: MESSAGES.map((each) => ({ ...each, text: each.text.slice(0, 6) })) },
    ],
    ['no run is RUNNING for ever', { ...STORE, runs: [run('a'), run('b', { status: 'RUNNING' })] }],
    ['a FAILED run says why', { ...STORE, runs: [run('a'), run('b', { status: 'FAILED' })] }],
    [
      'a COMPLETED run has its answer, and no other run has one',
      { ...STORE, runs: [run('a'), run('b', { status: 'FAILED', error: 'gone' })] },
    ],
    ['a COMPLETED run has its tool calls', { ...STORE, runs: [run('a', { toolCalls: 0 })] }],
    ['the file is whole', { ...STORE, faults: ['row 7 missing from index'] }],
  ])('sees that it does not hold: %s', (rule, store) => {
    expect(rulesBroken(store)).toContain(rule);
  });

  it('sees a question that was asked of the model twice', () => {
    expect(rulesBroken(STORE, ASKS, new Map([[FIRST, 2]]))).toContain(
      'a question runs once at most',
    );
  });

  it('sees an answer before one that was acknowledged earlier', () => {
    const late = [asked('a', FIRST, 20), asked('b', SECOND, 10)];

    expect(rulesBroken(STORE, late)).toEqual([
      'messages are in the order in which they were acknowledged',
    ]);
  });
});
