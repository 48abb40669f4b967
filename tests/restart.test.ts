import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { eventually } from '../subgraphs/shared/testing/eventually.ts';
import { House } from './house/house.ts';

let house: House;
let agentId: string;
let sessionId: string;

beforeAll(async () => {
  house = await House.open();
  await house.ingest(
    'comet.txt',
    'The comet returns every seventy-six years and is seen with the naked eye.',
  );
  const agent = await house.query(`mutation { createAgent(input: {
    name: "Astronomer", goal: "Answer", tools: ["search"] }) { agent { id } } }`);
  agentId = agent.data.createAgent.agent.id;
  const asked = await house.query(
    `mutation($id: ID!) { ask(input: { agentId: $id, message: "How often does the comet return?" }) {
      session { id } } }`,
    { id: agentId },
  );
  sessionId = asked.data.ask.session.id;
  await eventually(remember, (hits) => hits.length === 2 && hits.every(isKnownByMeaning));
}, 120_000);

afterAll(() => house.close());

interface Remembered {
  readonly semanticScore: number | null;
  readonly message: { readonly role: string; readonly text: string };
}

async function remember(): Promise<readonly Remembered[]> {
  const { data } = await house.query(
    `query($id: ID!) { memory(agentId: $id, query: "when is the comet back") {
      hits { semanticScore message { role text } } notices { code } } }`,
    { id: agentId },
  );
  return data.memory.hits;
}

const isKnownByMeaning = ({ semanticScore }: Remembered) => semanticScore !== null;

const EVERYTHING = `query($session: ID!) {
  files { totalCount edges { node { name status chunks { totalCount } } } }
  agents { totalCount edges { node { name } } }
  session(id: $session) { messages { totalCount edges { node { role text } } } }
  search(query: "comet naked eye", mode: SEMANTIC) { hits { text } } }`;

describe('the whole stack killed, Redis emptied, and started again', () => {
  it('has every file, vector, agent and conversation, and computes no embedding again', async () => {
    const before = await house.query(EVERYTHING, { session: sessionId });
    await house.stop('SIGKILL');
    const redis = new Redis({ port: house.redis.port, protocol: 2 });
    await redis.flushall();
    await redis.quit();

    await house.start();

    const after = await house.query(EVERYTHING, { session: sessionId });
    expect(before.errors).toBeUndefined();
    expect(after).toMatchObject({ data: before.data });
    expect(after.data.search.hits[0].text).toContain('comet');
    const { data } = await house.query('{ cacheStats { worker { kinds { kind loads } } } }');
    expect(data.cacheStats.worker.kinds).toEqual(
      expect.arrayContaining([
        { kind: 'embedding', loads: 0 },
        { kind: 'processing', loads: 0 },
      ]),
    );
  });

  it('takes the same bytes again without a model call', async () => {
    await house.ingest(
      'comet-again.txt',
      'The comet returns every seventy-six years and is seen with the naked eye.',
    );

    const { data } = await house.query(
      '{ files { totalCount } cacheStats { worker { kinds { kind loads } } } }',
    );
    expect(data.files.totalCount).toBe(1);
    expect(data.cacheStats.worker.kinds).toEqual(
      expect.arrayContaining([{ kind: 'embedding', loads: 0 }]),
    );
  });

  it('remembers the conversation by meaning without embedding it again', async () => {
    const hits = await remember();

    expect(hits.every(isKnownByMeaning)).toBe(true);
    expect(hits.map(({ message }) => message.role).toSorted()).toEqual(['ASSISTANT', 'USER']);
    const { data } = await house.query('{ cacheStats { worker { kinds { kind loads } } } }');
    expect(data.cacheStats.worker.kinds).toContainEqual({ kind: 'embedding', loads: 1 });
  });
});
