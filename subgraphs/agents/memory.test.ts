import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../shared/testing/eventually.ts';
import { createWordEmbedder } from '../shared/testing/word-embedder.ts';
import { AgentsStack } from './testing/agents-stack.ts';

const MEMORY = `query($agentId: ID!, $query: String!, $first: Int) {
  memory(agentId: $agentId, query: $query, first: $first) { query tookMs notices { code message }
    hits { rank score keywordScore semanticScore highlight
      message { id role text } session { id agent { id } } } } }`;
const FORGET = 'mutation($id: ID!) { deleteConversation(sessionId: $id) { deleted } }';

let stack: AgentsStack;

beforeAll(async () => {
  stack = await AgentsStack.open([
    { chunkId: 'c', fileHash: 'f', title: 'a.txt', text: 'Lanterns light the harbour wall.' },
  ]);
});

afterAll(() => stack.close());

interface Remembered {
  readonly score: number;
  readonly keywordScore: number | null;
  readonly semanticScore: number | null;
  readonly highlight: string | null;
  readonly message: { readonly text: string; readonly role: string };
  readonly session: { readonly id: string };
}

async function remember(agentId: string, query: string, instance = 0) {
  const { data, errors } = await stack.query(MEMORY, { agentId, query }, instance);
  if (errors) throw new Error(JSON.stringify(errors));
  const { hits, notices } = data.memory;
  return { hits: hits as Remembered[], notices: notices as { code: string }[] };
}

/** The session of a question that was answered. */
async function say(agentId: string, message: string): Promise<string> {
  const { data } = await stack.ask({ agentId, message });
  return data.ask.session.id;
}

/** The hits, once every message of this agent that fits has a vector. */
function onceEmbedded(agentId: string, query: string, instance = 0) {
  return eventually(
    async () => (await remember(agentId, query, instance)).hits,
    (hits) => hits.length > 0 && hits.every(({ semanticScore }) => semanticScore !== null),
  );
}

describe('memory', () => {
  it('finds what was said in past conversations, best first, with its session', async () => {
    const agentId = await stack.createAgent();
    const session = await say(agentId, 'My boat has two red lanterns.');
    await say(agentId, 'Is the harbour wall old?');

    const { data } = await stack.query(MEMORY, { agentId, query: ' red \n lanterns ', first: 1 });

    expect(data.memory).toMatchObject({ query: 'red lanterns', notices: [] });
    expect(data.memory.hits).toMatchObject([
      {
        rank: 1,
        keywordScore: 1,
        highlight: 'My boat has two <mark>red</mark> <mark>lanterns</mark>.',
        message: { role: 'USER', text: 'My boat has two red lanterns.' },
        session: { id: session, agent: { id: agentId } },
      },
    ]);
  });

  it('finds by meaning what shares no searchable word with the query', async () => {
    const agentId = await stack.createAgent();
    await say(agentId, 'How are you doing?');

    const hits = await onceEmbedded(agentId, 'How are you?');

    expect(hits[0]).toMatchObject({
      keywordScore: null,
      semanticScore: 1,
      message: { text: 'How are you doing?' },
    });
  });

  it('finds a message by its words at once when the model is away, and says so', async () => {
    const agentId = await stack.createAgent();
    stack.worker.embedder.failure = new Error('no weights');
    await say(agentId, 'My boat has two red lanterns.');

    const { hits, notices } = await remember(agentId, 'red lanterns');

    expect(hits[0]).toMatchObject({ keywordScore: 1, semanticScore: null });
    expect(notices).toMatchObject([{ code: 'MODEL_UNAVAILABLE' }]);

    stack.worker.embedder.failure = undefined;
    await stack.startInstance();
    expect((await onceEmbedded(agentId, 'red lanterns'))[0]).toMatchObject({ keywordScore: 1 });
  });

  it('looks by words alone for a query that the model does not understand', async () => {
    const agentId = await stack.createAgent();
    await say(agentId, 'Wo steht der Leuchtturm?');
    stack.worker.embedder = { ...createWordEmbedder(), language: 'en' };

    const { hits, notices } = await remember(agentId, 'wo ist der Leuchtturm und die Laterne');

    stack.worker.embedder = createWordEmbedder();
    expect(notices).toMatchObject([{ code: 'LANGUAGE_NOT_UNDERSTOOD' }]);
    expect(hits[0]).toMatchObject({ message: { text: 'Wo steht der Leuchtturm?' } });
  });

  it('knows nothing of what other agents were told', async () => {
    const [one, other] = [await stack.createAgent(), await stack.createAgent()];
    await say(one, 'The password of the harbour is figs.');
    await onceEmbedded(one, 'password figs');

    expect((await remember(other, 'the password of the harbour is figs')).hits).toEqual([]);
  });

  it('has forgotten a deleted conversation, in every process, once the deletion is acknowledged', async () => {
    const agentId = await stack.createAgent();
    const second = await stack.startInstance();
    const kept = await say(agentId, 'Figs are sweet.');
    const session = await say(agentId, 'Figs grow on the south wall.');
    await onceEmbedded(agentId, 'figs', second);

    await stack.query(FORGET, { id: session });

    for (const instance of [0, second]) {
      const { hits } = await remember(agentId, 'figs', instance);
      expect(new Set(hits.map((hit) => hit.session.id))).toEqual(new Set([kept]));
    }
  });

  it('embeds everything anew, and goes on with it, when the model is another one', async () => {
    const agentId = await stack.createAgent();
    await say(agentId, 'How are you doing?');
    await onceEmbedded(agentId, 'How are you?');

    stack.worker.embedder = createWordEmbedder(32);
    const hits = await onceEmbedded(agentId, 'How are you?');
    stack.worker.embedder = createWordEmbedder();

    expect(hits.map(({ message }) => message.text)).toContain('How are you doing?');
  });

  it('refuses an unknown agent, an empty query and a page that is too large', async () => {
    const agentId = await stack.createAgent();

    const answers = await Promise.all(
      [
        { agentId: 'nobody', query: 'figs' },
        { agentId, query: ' \n ' },
        { agentId, query: 'figs', first: 101 },
        { agentId, query: 'x'.repeat(2001) },
      ].map((variables) => stack.query(MEMORY, variables)),
    );

    expect(answers.map(({ errors }) => errors?.[0]?.extensions.code)).toEqual([
      'NOT_FOUND',
      'BAD_USER_INPUT',
      'BAD_USER_INPUT',
      'BAD_USER_INPUT',
    ]);
  });
});

describe('a message that the model refuses', () => {
  it('is found by its words, and keeps no other one from its vector', async () => {
    const agentId = await stack.createAgent();
    const embedder = createWordEmbedder();
    const refusing = async (texts: readonly string[]) => {
      if (texts.some((text) => text.includes('poison'))) throw new Error('not this one');
      return embedder.embed(texts);
    };
    stack.worker.embedder = { ...embedder, embed: refusing };
    await say(agentId, 'The poison is in the figs.');
    await say(agentId, 'Figs are sweet.');

    const hits = await eventually(
      async () => (await remember(agentId, 'figs')).hits,
      (found) => found.some(({ semanticScore }) => semanticScore !== null),
    );
    stack.worker.embedder = createWordEmbedder();

    const refused = hits.find(({ message }) => message.text.includes('poison'));
    expect(refused).toMatchObject({ keywordScore: expect.any(Number), semanticScore: null });
  });
});
