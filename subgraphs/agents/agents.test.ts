import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { agentTemplates } from './agent-templates.ts';
import { AgentsStack } from './testing/agents-stack.ts';

const CREATE = `mutation($input: CreateAgentInput!) { createAgent(input: $input) {
  agent { id name goal memoryWindow createdAt tools { name } } } }`;

let stack: AgentsStack;

beforeAll(async () => {
  stack = await AgentsStack.open([]);
});

afterAll(() => stack.close());

describe('creating an agent', () => {
  it('gives it the search tool and a window of ten messages when nothing else is said', async () => {
    const { data } = await stack.query(CREATE, { input: { name: ' Reader ', goal: 'Answer' } });

    expect(data.createAgent.agent).toMatchObject({
      name: 'Reader',
      goal: 'Answer',
      memoryWindow: 10,
      tools: [{ name: 'search' }],
      createdAt: '2026-03-14T09:00:00.000Z',
    });
  });

  it.each(agentTemplates)('takes name, goal and tools from the template $id', async (template) => {
    const { id, name, goal, tools } = template;

    const { data } = await stack.query(CREATE, { input: { name: ' ', goal: '', template: id } });

    expect(data.createAgent.agent).toMatchObject({
      name,
      goal,
      tools: tools.map((tool) => ({ name: tool })),
    });
  });

  it.each([
    ['name', { name: 'Mine' }],
    ['goal', { goal: 'Mine' }],
    ['tools', { tools: ['contextBundle'] }],
    ['empty list of tools', { tools: [] }],
  ])('takes the %s of the caller, and the rest from the template', async (_, own) => {
    const [template] = agentTemplates;

    const { data } = await stack.query(CREATE, {
      input: { name: '', goal: '', template: template?.id, ...own },
    });

    const { name, goal, tools } = { ...template, ...own };
    expect(data.createAgent.agent).toMatchObject({
      name,
      goal,
      tools: tools?.map((tool) => ({ name: tool })),
    });
  });

  it.each([
    ['no name', { name: ' ' }, 'BAD_USER_INPUT', 'name'],
    ['a name over 200 characters', { name: 'a'.repeat(201) }, 'BAD_USER_INPUT', 'name'],
    ['no goal', { goal: '' }, 'BAD_USER_INPUT', 'goal'],
    ['a goal over 4,000 characters', { goal: 'a'.repeat(4001) }, 'BAD_USER_INPUT', 'goal'],
    ['an empty window', { memoryWindow: 0 }, 'BAD_USER_INPUT', 'memoryWindow'],
    ['a window over 100', { memoryWindow: 101 }, 'BAD_USER_INPUT', 'memoryWindow'],
    ['an unknown tool', { tools: ['shell'] }, 'BAD_USER_INPUT', 'search, contextBundle'],
    ['an unknown template', { template: 'poet' }, 'NOT_FOUND', 'research-assistant'],
  ])('is refused with %s', async (_, input, code, part) => {
    const { errors } = await stack.query(CREATE, { input: { name: 'A', goal: 'B', ...input } });

    expect(errors).toMatchObject([
      { extensions: { code }, message: expect.stringContaining(part) },
    ]);
  });
});

describe('the agents', () => {
  it('are listed newest first, in pages that neither repeat nor leave out any', async () => {
    for (const name of ['one', 'two', 'three']) await stack.createAgent({ name });
    const PAGE = `query($after: String) { agents(first: 2, after: $after) { totalCount
      edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }`;

    const seen: string[] = [];
    let after: string | null = null;
    let total = 0;
    do {
      const { data } = await stack.query(PAGE, { after });
      seen.push(...data.agents.edges.map((edge: { node: { id: string } }) => edge.node.id));
      after = data.agents.pageInfo.hasNextPage ? data.agents.pageInfo.endCursor : null;
      total = data.agents.totalCount;
    } while (after !== null);

    expect(new Set(seen).size).toBe(total);
    expect(seen).toHaveLength(total);
  });

  it.each([
    ['{ agents(first: -1) { totalCount } }'],
    ['{ agents(first: 101) { totalCount } }'],
    ['{ agents(after: "?") { totalCount } }'],
    [`{ agents(after: "${Buffer.from('nowhere').toString('base64url')}") { totalCount } }`],
  ])('refuse a page that is none: %s', async (query) => {
    const { errors } = await stack.query(query);

    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('resolve as entities of the graph, together with sessions and runs', async () => {
    const id = await stack.createAgent({ name: 'Entity' });
    const { data: asked } = await stack.ask({ agentId: id, message: 'Hello?' });

    const { data } = await stack.query(
      `query($of: [_Any!]!) { _entities(representations: $of) {
        __typename ... on Agent { name } ... on Session { active agent { name } } ... on Run { status } } }`,
      {
        of: [
          { __typename: 'Agent', id },
          { __typename: 'Session', id: asked.ask.session.id },
          { __typename: 'Run', id: asked.ask.run.id },
          { __typename: 'Agent', id: 'nobody' },
        ],
      },
    );

    expect(data._entities).toEqual([
      { __typename: 'Agent', name: 'Entity' },
      { __typename: 'Session', active: true, agent: { name: 'Entity' } },
      { __typename: 'Run', status: 'COMPLETED' },
      null,
    ]);
  });

  it('go with their sessions, conversations and runs when they are deleted', async () => {
    const id = await stack.createAgent();
    const { data: asked } = await stack.ask({ agentId: id, message: 'Hello?' });
    const ids = { agent: id, session: asked.ask.session.id, run: asked.ask.run.id };
    const ALL = `query($agent: ID!, $session: ID!, $run: ID!) {
      agent(id: $agent) { id } session(id: $session) { id } run(id: $run) { id } }`;
    const before = await stack.query(ALL, ids);

    const first = await stack.query('mutation($id: ID!) { deleteAgent(id: $id) { id deleted } }', {
      id,
    });
    const second = await stack.query('mutation($id: ID!) { deleteAgent(id: $id) { deleted } }', {
      id,
    });

    expect(Object.values(before.data)).not.toContain(null);
    expect(first.data.deleteAgent).toEqual({ id, deleted: true });
    expect(second.data.deleteAgent).toEqual({ deleted: false });
    const after = await stack.query(ALL, ids);
    expect(after.data).toEqual({ agent: null, session: null, run: null });
  });
});

describe('what agents can be made of', () => {
  it('shows every tool with the JSON Schema of its arguments', async () => {
    const { data } = await stack.query(
      '{ tools { name description parameters cacheable ttlSeconds } }',
    );

    expect(data.tools).toMatchObject([
      {
        name: 'search',
        cacheable: true,
        ttlSeconds: 3600,
        parameters: { type: 'object', required: ['query'], properties: { first: { maximum: 50 } } },
      },
      { name: 'contextBundle', parameters: { properties: { tokenBudget: { default: 4000 } } } },
      { name: 'readFile', cacheable: true, ttlSeconds: 86_400 },
      { name: 'listFiles', cacheable: true, ttlSeconds: 3600 },
      { name: 'similarFiles', cacheable: true, ttlSeconds: 3600 },
      { name: 'calculate', cacheable: false, ttlSeconds: null },
      { name: 'now', cacheable: false, ttlSeconds: null },
      { name: 'recall', cacheable: false, ttlSeconds: null },
    ]);
    for (const { description, parameters } of data.tools) {
      expect(description.length).toBeGreaterThan(20);
      expect(parameters.additionalProperties).toBe(false);
    }
  });

  it('shows templates whose tools exist', async () => {
    const { data } = await stack.query(
      '{ agentTemplates { id name description goal tools } tools { name } }',
    );

    const names = data.tools.map((tool: { name: string }) => tool.name);
    expect(data.agentTemplates.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining([
        'research-assistant',
        'document-analyst',
        'image-librarian',
        'support-agent',
      ]),
    );
    for (const template of data.agentTemplates)
      expect(names).toEqual(expect.arrayContaining(template.tools));
  });
});

describe('the service', () => {
  it('is ready with its store, and whole with Redis', async () => {
    const response = await fetch(`${stack.urlOf()}/ready`);

    expect(await response.json()).toMatchObject({
      status: 'ready',
      checks: { store: 'ok', redis: 'ok' },
    });
  });

  it('shows its cache in the graph, every kind really used', async () => {
    const asked = await stack.ask({ agentId: await stack.createAgent(), message: 'Tomatoes?' });
    const { id } = asked.data.ask.session;
    await stack.query('query($id: ID!) { session(id: $id) { messages { totalCount } } }', { id });

    const { data } = await stack.query(
      '{ cacheStats { agents { service connected redis { database } kinds { kind loads ttlSeconds } } } }',
    );

    const { kinds, ...stats } = data.cacheStats.agents;
    expect(stats).toEqual({ service: 'AGENTS', connected: true, redis: { database: 2 } });
    const used = kinds.filter((kind: { loads: number }) => kind.loads > 0);
    expect(used.map((kind: { kind: string }) => kind.kind).sort()).toEqual([
      'conversation',
      'session',
      'tool',
    ]);
  });
});
