import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { eventually } from '../shared/testing/eventually.ts';
import { type AgentsProcess, startAgentsProcess } from './testing/agents-process.ts';
import { AgentsStack, ASK, CREATE_AGENT, READER, sendGraphQL } from './testing/agents-stack.ts';
import { type ChatServer, startChatServer } from './testing/chat-server.ts';
import { createDictation } from './testing/dictation.ts';
import { joinDeltas, type Transport, type WatchedRun, watchRun } from './testing/watch-run.ts';

const BEGIN = `mutation($input: AskInput!) { beginAsk(input: $input) {
  run { id status } session { id } } }`;
const CANCEL = 'mutation($id: ID!) { cancelRun(id: $id) { status error } }';
const SEARCH = { tool: 'search', arguments: { query: 'tomatoes' } };

let chat: ChatServer;
let stack: AgentsStack;
/** Works on the runs; they are watched at the stack's own instance. */
let worker: AgentsProcess;
let agentId: string;

beforeAll(async () => {
  chat = await startChatServer();
  stack = await AgentsStack.open(
    [{ chunkId: 'c', fileHash: 'f', title: 'garden.txt', text: 'Tomatoes want sun and water.' }],
    { CHAT_BASE_URL: chat.url, CHAT_MODEL: 'scripted' },
  );
  worker = await startAgentsProcess(stack.environment);
  agentId = await stack.createAgent();
});

// The other process goes by the real time, and gives up on runs whose lease has run out by it.
beforeEach(() => {
  stack.now = Date.now();
});

afterAll(async () => {
  await worker.stop('SIGKILL');
  await stack.close();
  await chat.close();
});

async function begin(url: string, extras: Readonly<Record<string, unknown>> = {}) {
  const input = { agentId, message: 'What do tomatoes want?', ...extras };
  const { data, errors } = await sendGraphQL(url, BEGIN, { input });
  if (errors) throw new Error(errors[0]?.message);
  return data.beginAsk as { run: { id: string; status: string }; session: { id: string } };
}

/** Reads on until the text is there; what was read. */
async function readUntil(watched: WatchedRun, text: string) {
  const seen = [];
  for (;;) {
    const event = await watched.next();
    if (event === undefined) throw new Error(`the run ended before "${text}" was written`);
    seen.push(event);
    if (event.text === text) return seen;
  }
}

describe.each<Transport>(['WebSocket', 'server-sent events'])(
  'a run watched over %s',
  (transport) => {
    it('is told step by step and word by word, whichever process works on it', async () => {
      const dictation = createDictation();
      chat.replies = [SEARCH, dictation];
      const { run } = await begin(worker.url);
      expect(run.status).toBe('RUNNING');
      const watched = watchRun(stack.urlOf(), run.id, { transport });

      dictation.write('Sun ');
      const first = await readUntil(watched, 'Sun');
      dictation.write('and water [1], and nothing else [7].');
      dictation.end();
      const seen = [...first, ...(await watched.rest())];

      const answer = 'Sun and water [1], and nothing else.';
      const last = seen.at(-1);
      expect(last).toMatchObject({ run: { status: 'COMPLETED' }, answer: { text: answer } });
      expect(joinDeltas(seen)).toBe(answer);
      expect(first.at(-1)).toMatchObject({
        run: { status: 'RUNNING', step: 'answer', toolCalls: [{ tool: 'search' }] },
        answer: null,
      });
      expect(seen.map(({ sequence }) => sequence)).toEqual(seen.map((_, index) => index + 1));
    });

    it('is told as a whole to one who comes late', async () => {
      const dictation = createDictation();
      chat.replies = [dictation];
      const { run } = await begin(worker.url);
      dictation.write('Sun ');
      await readUntil(watchRun(stack.urlOf(), run.id, { transport }), 'Sun');

      const late = watchRun(stack.urlOf(), run.id, { transport });
      const before = await readUntil(late, 'Sun');
      dictation.end();
      const after = await late.rest();

      expect(joinDeltas([...before, ...after])).toBe('Sun');
    });

    it('is not there for another user', async () => {
      chat.replies = [{ text: 'Sun [1].' }];
      const created = await stack.queryAs('ada', CREATE_AGENT, { input: READER });
      const input = { agentId: created.data.createAgent.agent.id, message: 'Tomatoes?' };
      const { data } = await stack.queryAs('ada', ASK, { input });
      const as = (user: string) =>
        watchRun(stack.urlOf(), data.ask.run.id, { transport, headers: { 'x-user-id': user } });

      expect(await as('ada').rest()).toMatchObject([{ answer: { text: 'Sun [1].' } }]);
      await expect(as('bob').rest()).rejects.toThrow('There is no run');
    });

    it('is told by the store when it is over', async () => {
      chat.replies = [{ text: 'Sun [1].' }];
      const { data } = await stack.ask({ agentId, message: 'What do tomatoes want?' });

      const seen = await watchRun(stack.urlOf(), data.ask.run.id, { transport }).rest();

      expect(seen).toMatchObject([
        {
          sequence: 1,
          run: { status: 'COMPLETED' },
          textDelta: 'Sun [1].',
          answer: { text: 'Sun [1].' },
        },
      ]);
    });

    it('goes on when nobody watches any more, and nothing listens for it', async () => {
      const dictation = createDictation();
      chat.replies = [dictation];
      const { run } = await begin(worker.url);
      const watched = watchRun(stack.urlOf(), run.id, { transport });
      await watched.next();
      const redis = new Redis(stack.redis.url(2));

      await watched.leave();

      await eventually(
        () => redis.pubsub('CHANNELS', `*${run.id}`),
        (channels) => channels.length === 0,
      );
      redis.disconnect();
      dictation.write('Sun.');
      dictation.end();
      const [last] = (await watchRun(stack.urlOf(), run.id).rest()).slice(-1);
      expect(last).toMatchObject({ run: { status: 'COMPLETED' }, answer: { text: 'Sun.' } });
    });

    it('says that there is none of this id', async () => {
      const watched = watchRun(stack.urlOf(), 'none', { transport });

      await expect(watched.next()).rejects.toThrow('There is no run none');
    });

    it('is the only thing that is served there', async () => {
      const watched = watchRun(stack.urlOf(), 'x', { transport, query: '{ tools { name } }' });

      await expect(watched.next()).rejects.toMatchObject(
        transport === 'WebSocket'
          ? [{ message: expect.stringContaining('POST /graphql') }]
          : { message: expect.stringContaining('POST /graphql') },
      );
    });
  },
);

describe('a run that is cancelled', () => {
  it('stops at once in its process, keeps its question, and leaves the session free', async () => {
    chat.replies = [{ silence: true }];
    const request = chat.nextRequest();
    const { run, session } = await begin(worker.url);
    await request;
    const watched = watchRun(stack.urlOf(), run.id);
    await watched.next();
    const hangUp = chat.nextHangUp();
    const cancelledAt = performance.now();

    const { data } = await stack.query(CANCEL, { id: run.id });

    expect(data.cancelRun).toMatchObject({ status: 'CANCELLED' });
    await hangUp;
    // Long before the next renewal of its lease, by which it would hear of it without Redis.
    expect(performance.now() - cancelledAt).toBeLessThan(3000);
    expect((await watched.rest()).at(-1)).toMatchObject({
      run: { status: 'CANCELLED', error: expect.stringContaining('cancelled') },
      answer: null,
    });
    chat.replies = [{ text: 'Sun.' }];
    const next = await stack.ask({ agentId, sessionId: session.id, message: 'And now?' });
    expect(next.data.ask.answer.text).toBe('Sun.');
    expect(chat.requests.at(-1)?.messages.map(({ content }) => content)).toContain(
      'What do tomatoes want?',
    );
  });

  it('tells the one who waits for its answer', async () => {
    chat.replies = [{ silence: true }];
    const request = chat.nextRequest();
    const input = { agentId, message: 'What do tomatoes want?', idempotencyKey: 'cancelled' };
    const asking = stack.ask(input);
    await request;
    const { run } = await begin(stack.urlOf(), input);

    await stack.query(CANCEL, { id: run.id });

    expect((await asking).errors).toMatchObject([{ extensions: { code: 'CANCELLED' } }]);
    expect((await stack.ask(input)).errors).toMatchObject([{ extensions: { code: 'CANCELLED' } }]);
  });

  it('stays as it is when it was over before', async () => {
    chat.replies = [{ text: 'Sun.' }];
    const { data } = await stack.ask({ agentId, message: 'What do tomatoes want?' });

    const cancelled = await stack.query(CANCEL, { id: data.ask.run.id });

    expect(cancelled.data.cancelRun).toEqual({ status: 'COMPLETED', error: null });
  });
});

describe('a question that is begun', () => {
  it('is asked once per key', async () => {
    chat.requests.length = 0;
    chat.replies = [{ text: 'Sun.' }];

    const first = await begin(stack.urlOf(), { idempotencyKey: 'begun' });
    const second = await begin(worker.url, { idempotencyKey: 'begun' });

    expect(second.run.id).toBe(first.run.id);
    await watchRun(stack.urlOf(), first.run.id).rest();
    expect(chat.requests).toHaveLength(1);
  });

  it('says what went wrong in its run', async () => {
    chat.replies = [{ status: 401 }];

    const { run } = await begin(stack.urlOf());

    expect((await watchRun(stack.urlOf(), run.id).rest()).at(-1)).toMatchObject({
      run: { status: 'FAILED', error: expect.stringContaining('status 401') },
      answer: null,
    });
  });
});

describe('while Redis is away', () => {
  it('watchers of another process still see the end, and those of the same one every word', async () => {
    const dictation = createDictation();
    chat.replies = [dictation];
    const { run } = await begin(worker.url);
    const here = watchRun(worker.url, run.id);
    const there = watchRun(stack.urlOf(), run.id);
    dictation.write('Sun ');
    await Promise.all([readUntil(here, 'Sun'), readUntil(there, 'Sun')]);

    await stack.redis.kill('SIGKILL');
    dictation.write('and water ');
    await readUntil(here, 'Sun and water');
    dictation.write('[1].');
    dictation.end();

    for (const events of [await here.rest(), await there.rest()]) {
      expect(events.at(-1)).toMatchObject({ answer: { text: 'Sun and water [1].' } });
    }
    await stack.redis.restart();
  });

  it('or hangs, questions are answered and watched to the end', async () => {
    chat.replies = [{ text: 'Sun [1].' }];
    await stack.redis.kill('SIGSTOP');

    const { run } = await begin(worker.url);
    const seen = await watchRun(stack.urlOf(), run.id).rest();

    await stack.redis.kill('SIGCONT');
    expect(seen.at(-1)).toMatchObject({ answer: { text: 'Sun [1].' } });
  });
});

describe('a process that ends', () => {
  it('sends watchers elsewhere, and first finishes what it works on', async () => {
    const dictation = createDictation();
    chat.replies = [dictation];
    const { run } = await begin(worker.url);
    const socket = watchRun(worker.url, run.id);
    const stream = watchRun(worker.url, run.id, { transport: 'server-sent events' });
    await Promise.all([socket.next(), stream.next()]);
    dictation.write('Sun.');

    const stopped = worker.stop('SIGTERM');

    await expect(socket.rest()).rejects.toMatchObject({ code: 1001 });
    await expect(stream.rest()).rejects.toThrow();
    dictation.end();
    await stopped;
    const [last] = (await watchRun(stack.urlOf(), run.id).rest()).slice(-1);
    expect(last).toMatchObject({ run: { status: 'COMPLETED' }, answer: { text: 'Sun.' } });
  });
});
