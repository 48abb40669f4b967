import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTinyStack, type TinyStack } from './testing/tiny-stack.ts';

const AGENT_FIELD = ': Agent @join__field(graph: AGENTS)';
const TAG =
  ' @join__directive(graphs: [AGENTS], name: "federation__cacheTag", args: {format: "agent"})';
const AGENT = '{ agent(id: "1") { name } }';
const SEARCH_AND_AGENT = '{ search(query: "tide") { hits { text } } agent(id: "1") { name } }';

let folder: string;
let stack: TinyStack;

/** A contract by which agents could be kept: a tag that drops them, and, from the tiny subgraph, a minute to live. */
async function writeTemptingSupergraph(): Promise<string> {
  const sdl = await readFile(new URL('../schema/supergraph.graphql', import.meta.url), 'utf8');
  const tempting = sdl.replace(AGENT_FIELD, `${AGENT_FIELD}${TAG}`);
  expect(tempting).not.toBe(sdl);
  const path = join(folder, 'supergraph.graphql');
  await writeFile(path, tempting);
  return path;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'users-'));
  stack = await startTinyStack({ SUPERGRAPH_PATH: await writeTemptingSupergraph() });
});

afterAll(async () => {
  await stack.close();
  await rm(folder, { recursive: true });
});

const askAs = (userId: string | undefined, query: string) =>
  stack.query(query, {}, userId === undefined ? {} : { 'x-user-id': userId });

describe('the user', () => {
  it('is named to the agents, and to nobody who does not need it', async () => {
    await askAs('ada', SEARCH_AND_AGENT);

    expect(stack.agents.calls.at(-1)?.['x-user-id']).toBe('ada');
    expect(stack.retrieval.calls.at(-1)).not.toHaveProperty('x-user-id');
  });

  it('is nobody when no header says who asks', async () => {
    await askAs(undefined, AGENT);

    expect(stack.agents.calls.at(-1)).not.toHaveProperty('x-user-id');
  });

  it.each(['', 'ada, bob', 'a'.repeat(129)])(
    'is not guessed from a header like "%s"',
    async (id) => {
      const before = stack.agents.calls.length;

      const response = await fetch(`${stack.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-user-id': id },
        body: JSON.stringify({ query: AGENT }),
      });

      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({
        errors: [
          { extensions: { code: 'BAD_USER_INPUT' }, message: expect.stringContaining('x-user-id') },
        ],
      });
      expect(stack.agents.calls.length).toBe(before);
    },
  );
});

describe('what the agents answer', () => {
  it.each([AGENT, SEARCH_AND_AGENT])(
    'is kept for nobody, whatever the contract allows: %s',
    async (query) => {
      const users = ['ada', 'bob', undefined, 'ada'];
      const oneByOne = [];
      for (const user of users) oneByOne.push(await askAs(user, query));

      const together = await Promise.all(users.map((user) => askAs(user, query)));

      const names = ['of ada', 'of bob', 'of nobody', 'of ada'];
      for (const answers of [oneByOne, together]) {
        expect(answers.map(({ data }) => data.agent.name)).toEqual(names);
        expect(answers.map(({ headers }) => headers.get('cache-control'))).toEqual(
          Array(4).fill('no-store'),
        );
      }
    },
  );

  it('does not keep others from sharing what is the same for all', async () => {
    const query = '{ search(query: "moon") { hits { text } } }';
    await askAs('ada', query);

    const { headers } = await askAs('bob', query);

    expect(headers.get('x-cache')).toBe('HIT');
  });
});
