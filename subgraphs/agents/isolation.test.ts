import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isObjectType } from 'graphql';
import {
  AgentsStack,
  ASK,
  CREATE_AGENT,
  type GraphQLAnswer,
  READER,
} from './testing/agents-stack.ts';
import {
  fillVariables,
  type IdArgument,
  listIdArguments,
  readAgentsSchema,
  writeOperation,
} from './testing/id-arguments.ts';

/** What one user has. */
type Belongings = Readonly<Record<'agent' | 'session' | 'run' | 'key', string>>;

/**
 * What each argument that takes an id takes the id of. An argument that is added to the graph is added here, and is
 * tried by that; `null` stands for what belongs to nobody.
 */
const takes: Readonly<Record<string, keyof Belongings | null>> = {
  'Query.agent(id)': 'agent',
  'Query.session(id)': 'session',
  'Query.run(id)': 'run',
  'Query.memory(agentId)': 'agent',
  'Mutation.createAgent(input.template)': null,
  'Mutation.deleteAgent(id)': 'agent',
  'Mutation.startSession(agentId)': 'agent',
  'Mutation.ask(input.agentId)': 'agent',
  'Mutation.ask(input.sessionId)': 'session',
  'Mutation.ask(input.idempotencyKey)': 'key',
  'Mutation.beginAsk(input.agentId)': 'agent',
  'Mutation.beginAsk(input.sessionId)': 'session',
  'Mutation.beginAsk(input.idempotencyKey)': 'key',
  'Mutation.cancelRun(id)': 'run',
  'Mutation.endSession(id)': 'session',
  'Mutation.deleteConversation(sessionId)': 'session',
};
/** The same for the entities that other services may ask for. */
const entities: Readonly<Record<string, keyof Belongings>> = {
  Agent: 'agent',
  Session: 'session',
  Run: 'run',
};

const SECRET = 'Where did I hide the tomatoes?';
const EVERYTHING = `query($agent: ID!, $session: ID!, $run: ID!) {
  agents { totalCount edges { node { name sessions { totalCount } } } } agent(id: $agent) { name }
  run(id: $run) { status toolCalls { result } }
  session(id: $session) { active expiresAt messages { edges { node { id text } } } } }`;
const ENTITY = `query($of: [_Any!]!) { _entities(representations: $of) {
  __typename ... on Agent { id } ... on Session { id } ... on Run { id } } }`;

const schema = readAgentsSchema();
const all = listIdArguments(schema);
let stack: AgentsStack;

beforeAll(async () => {
  stack = await AgentsStack.open([
    { chunkId: 'c', fileHash: 'f', title: 'a.txt', text: 'Tomatoes want sun and water.' },
  ]);
});

afterAll(() => stack.close());

/** A user of this name with an agent, and a question answered by it. */
async function settle(userId: string): Promise<Belongings> {
  const created = await stack.queryAs(userId, CREATE_AGENT, { input: READER });
  const { id: agent } = created.data.createAgent.agent;
  const key = randomUUID();
  const input = { agentId: agent, message: SECRET, idempotencyKey: key };
  const { data } = await stack.queryAs(userId, ASK, { input });
  return { agent, session: data.ask.session.id, run: data.ask.run.id, key };
}

/** Asks as a user with this id in the argument, and the user's own things wherever else one is required. */
function askWith(argument: IdArgument, user: { id: string; own: Belongings }, id: string) {
  const variables = fillVariables(argument, id, (name) => {
    const kind = takes[name];
    return kind ? user.own[kind] : 'What do tomatoes want?';
  });
  return stack.queryAs(user.id, writeOperation(argument), variables);
}

/** What an answer says when no id is told from another. */
function withoutIds(answer: GraphQLAnswer): unknown {
  const text = JSON.stringify({ data: answer.data, errors: answer.errors });
  return JSON.parse(text.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'an id'));
}

describe("another user's", () => {
  it('ids are tried in every argument of the graph that takes one, and for every entity', () => {
    const keyed = Object.values(schema.getTypeMap()).filter(
      (type) =>
        isObjectType(type) &&
        type.astNode?.directives?.some(
          ({ name, arguments: given }) =>
            name.value === 'key' &&
            !given?.some((argument) => argument.name.value === 'resolvable'),
        ),
    );

    expect(Object.keys(takes).sort()).toEqual(all.map(({ name }) => name).sort());
    expect(Object.keys(entities).sort()).toEqual(keyed.map(({ name }) => name).sort());
  });

  it.each(all.filter(({ name }) => takes[name] !== null))(
    'are answered like unknown ones, and nothing happens to them: $name',
    async (argument) => {
      const hers = await settle('ada');
      const bob = { id: 'bob', own: await settle('bob') };
      const carol = { id: 'carol', own: await settle('carol') };
      const id = hers[takes[argument.name] ?? 'agent'];
      const before = await stack.queryAs('ada', EVERYTHING, hers);

      const answer = await askWith(argument, bob, id);

      const unknown = await askWith(argument, carol, randomUUID());
      expect(withoutIds(answer)).toEqual(withoutIds(unknown));
      expect(JSON.stringify(answer)).not.toContain(SECRET);
      expect(await stack.queryAs('ada', EVERYTHING, hers)).toEqual(before);
      const own = await askWith(argument, { id: 'ada', own: hers }, id);
      expect(withoutIds(own)).not.toEqual(withoutIds(unknown));
    },
  );

  it.each(Object.entries(entities))('are no entity: %s', async (__typename, kind) => {
    const hers = await settle('ada');
    const of = [{ __typename, id: hers[kind] }];

    const asBob = await stack.queryAs('bob', ENTITY, { of });
    const asNobody = await stack.query(ENTITY, { of });
    const asAda = await stack.queryAs('ada', ENTITY, { of });

    expect([asBob, asNobody].map(({ data }) => data._entities)).toEqual([[null], [null]]);
    expect(asAda.data._entities).toEqual([{ __typename, id: hers[kind] }]);
  });
});
