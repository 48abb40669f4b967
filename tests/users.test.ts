import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { gatewayConfigSchema } from '../gateway/config.ts';
import { startGateway } from '../gateway/start.ts';
import {
  AgentsStack,
  ASK,
  CREATE_AGENT,
  type GraphQLAnswer,
  READER,
  sendGraphQL,
} from '../subgraphs/agents/testing/agents-stack.ts';
import { readConfig } from '../subgraphs/shared/service/config.ts';
import type { Running } from '../subgraphs/shared/service/lifecycle.ts';
import { createLogger } from '../subgraphs/shared/service/logger.ts';

const TOKEN = 'a-token-of-the-stack';
const HERS = `query($agent: ID!, $session: ID!, $run: ID!) {
  agents { totalCount edges { node { id } } } agent(id: $agent) { goal } run(id: $run) { status }
  session(id: $session) { messages { edges { node { text } } } } }`;
const NOTHING = { agents: { totalCount: 0, edges: [] }, agent: null, run: null, session: null };

let stack: AgentsStack;
let gateway: Running;

beforeAll(async () => {
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
  stack = await AgentsStack.open(
    [{ chunkId: 'c', fileHash: 'f', title: 'a.txt', text: 'Tomatoes want sun and water.' }],
    { INTERNAL_TOKEN: TOKEN },
  );
  const config = readConfig(gatewayConfigSchema, {
    GATEWAY_PORT: '0',
    REDIS_URL: stack.redis.url(3),
    AGENTS_URL: stack.urlOf(),
    RETRIEVAL_URL: stack.retrieval.url,
    WORKER_URL: stack.worker.url,
    INTERNAL_TOKEN: TOKEN,
  });
  gateway = await startGateway(config, createLogger({ service: 'gateway', level: 'silent' }));
}, 60_000);

afterAll(async () => {
  await gateway.close();
  await stack.close();
});

function queryAs(userId: string | null, query: string, variables = {}): Promise<GraphQLAnswer> {
  const headers = userId === null ? undefined : { 'x-user-id': userId };
  return sendGraphQL(gateway.url, query, variables, headers);
}

describe('two users of one gateway', () => {
  it('see what is theirs, and nothing else, whoever asks first and how often', async () => {
    const { data: made } = await queryAs('ada', CREATE_AGENT, { input: READER });
    const agent = made.createAgent.agent.id;
    const input = { agentId: agent, message: 'What do tomatoes want?' };
    const { data: asked } = await queryAs('ada', ASK, { input });
    const ids = { agent, session: asked.ask.session.id, run: asked.ask.run.id };

    const users = ['ada', 'bob', null, 'ada', 'bob', null];
    const oneByOne: GraphQLAnswer[] = [];
    for (const user of users) oneByOne.push(await queryAs(user, HERS, ids));
    const together = await Promise.all(users.map((user) => queryAs(user, HERS, ids)));

    const hers = {
      agents: { totalCount: 1, edges: [{ node: { id: agent } }] },
      agent: { goal: READER.goal },
      run: { status: 'COMPLETED' },
      session: { messages: { edges: [{}, {}] } },
    };
    for (const answers of [oneByOne, together]) {
      const seen = answers.map(({ data }) => data);
      expect(seen).toMatchObject([hers, NOTHING, NOTHING, hers, NOTHING, NOTHING]);
    }
  });
});

describe('a caller of the agents who is not the gateway', () => {
  it('cannot say that he is somebody', async () => {
    const { errors } = await sendGraphQL(
      stack.urlOf(),
      '{ agents { totalCount } }',
      {},
      {
        'x-user-id': 'ada',
      },
    );

    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});
