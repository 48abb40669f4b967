import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { type GuardedGraph, startGuardedGraph } from '../testing/guarded-graph.ts';
import { startTinyStack, type TinyAnswer, type TinyStack } from '../testing/tiny-stack.ts';
import { startTokenIssuer, type TokenIssuer } from '../testing/token-issuer.ts';

let issuer: TokenIssuer;
let graph: GuardedGraph;
let stack: TinyStack;

beforeAll(async () => {
  [issuer, graph] = await Promise.all([startTokenIssuer(), startGuardedGraph()]);
  stack = await startTinyStack({
    SUPERGRAPH_PATH: graph.supergraphPath,
    ...issuer.environment,
  });
});

afterAll(async () => {
  await stack.close();
  await Promise.all([graph.close(), issuer.close()]);
});

/** Asks as nobody, or with a token of these scopes. */
async function ask(scope: string | null, query: string, variables = {}): Promise<TinyAnswer> {
  if (scope === null) return stack.query(query, variables);
  const authorization = `Bearer ${await issuer.sign({ scope })}`;
  return stack.query(query, variables, { authorization });
}

const refused = (...path: string[]) => ({
  message: 'Unauthorized field or type',
  path,
  extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' },
});

describe('a field that not everybody may see', () => {
  it.each([
    ['nobody', null, { me: null }, [refused('me')]],
    ['somebody', '', { me: { name: 'name of ada' } }, undefined],
  ])('is answered to %s in this way', async (_, scope, data, errors) => {
    const answer = await ask(scope, '{ me { name } }');

    expect(answer.data).toEqual(data);
    expect(answer.errors).toEqual(errors);
  });

  it.each([
    ['people', null],
    ['email', null],
    ['people email', 'ada@example.com'],
    ['admin', 'ada@example.com'],
  ])('with the scopes "%s" is %s', async (scope, email) => {
    const { data } = await ask(scope, '{ people { name email } }');

    expect(data.people[0]).toEqual({ name: 'name of ada', email });
  });

  it('keeps its place, its alias, and takes what is above it along where null may not be', async () => {
    const { data, errors } = await ask(
      null,
      '{ people { friends { name born: birth } mail: email id } }',
    );

    expect(JSON.stringify(data.people[0])).toBe('{"friends":null,"mail":null,"id":"ada"}');
    expect(errors).toEqual(
      [refused('people', '@', 'mail'), refused('people', '@', 'friends', '@', 'born')].toReversed(),
    );
  });

  it('is not asked of its subgraph', async () => {
    const before = graph.calls.payroll.length;

    const { data } = await ask('', '{ people { name salary } }');

    expect(data.people[0]).toEqual({ name: 'name of ada', salary: null });
    expect(graph.calls.payroll.length).toBe(before);
  });

  it('that was skipped is no error', async () => {
    const query = 'query($is: Boolean!) { people { name email @include(if: $is) } }';

    expect((await ask(null, query, { is: false })).errors).toBeUndefined();
    expect((await ask(null, query, { is: true })).errors).toHaveLength(1);
  });

  it('is one too when its type is not for everybody', async () => {
    const query = '{ vault { gold } thing(id: "vault") { ... on Vault { gold } } people { code } }';

    const { data, errors } = await ask(null, query);

    expect(data).toEqual({
      vault: null,
      thing: { gold: null },
      people: [{ code: null }, { code: null }],
    });
    expect(errors?.map(({ path }) => path?.join('.'))).toEqual([
      'vault',
      'thing.gold',
      'people.@.code',
    ]);
    expect((await ask('vault', query)).data.vault).toEqual({ gold: 7 });
  });

  it('is hidden behind an interface when any type needs it, and given by the type that does not', async () => {
    const query = `query($id: ID!) { node(id: $id) { id label ... on Person { label } } }`;

    const person = await ask(null, query, { id: 'ada' });
    const note = await ask(null, query, { id: 'note' });

    expect(person.data.node).toEqual({ id: 'ada', label: 'label of ada' });
    expect(note.data.node).toBeNull();
    expect((await ask('', query, { id: 'note' })).data.node.label).toBe('secret');
  });

  it('is hidden in fragments, wherever they are spread, and under a name that takes ours', async () => {
    const query = `{ people { ...F friends { ...F } __hidden0: name } }
      fragment F on Person { name ...G } fragment G on Person { email }`;

    const { data } = await ask(null, query);

    const { name, ...rest } = data.people[0];
    expect(rest).toEqual({
      email: null,
      friends: [{ name: 'name of eve', email: null }],
      __hidden0: name,
    });
  });
});

describe('a mutation that not everybody may do', () => {
  it('is not done, and the others beside it are', async () => {
    const query = 'mutation { hide(id: "ada") { id } show(id: "bob") { name } }';

    const { data } = await ask('read', query);

    expect(data).toEqual({ hide: null, show: { name: 'name of bob' } });
    expect(graph.hiddenPeople).toEqual([]);
    await ask('write', query);
    expect(graph.hiddenPeople).toEqual(['ada']);
  });
});

describe('an answer', () => {
  it('is shared by those who may see the same, and by nobody else', async () => {
    const query = '{ people { id email } }';
    const emailsFor = async (headers: Record<string, string>) =>
      (await stack.query(query, {}, headers)).data.people[0].email;
    const authorization = `Bearer ${await issuer.sign({ scope: 'admin' })}`;

    const emails = [
      await emailsFor({ authorization }),
      await emailsFor({}),
      await emailsFor({ authorization }),
      await emailsFor({ 'x-user-id': 'ada' }),
    ];

    expect(emails).toEqual(['ada@example.com', null, 'ada@example.com', null]);
  });

  it('that depends on who asks is for no cache outside', async () => {
    expect((await ask(null, '{ people { id } }')).headers.get('cache-control')).toMatch(/max-age/);
    expect((await ask('admin', '{ people { email } }')).headers.get('cache-control')).toBe(
      'no-store',
    );
  });
});

describe('a supergraph that asks for policies', () => {
  it('is refused, because nobody would obey it', async () => {
    const { startGateway } = await import('../start.ts');
    const { gatewayConfigSchema } = await import('../config.ts');
    const sdl = await readFile(graph.supergraphPath, 'utf8');
    const path = `${graph.supergraphPath}.policy`;
    await writeFile(
      path,
      sdl.replaceAll('requiresScopes', 'policy').replaceAll('scopes', 'policies'),
    );
    const config = gatewayConfigSchema.parse({
      GATEWAY_PORT: '0',
      REDIS_URL: stack.redis.url(4),
      WORKER_URL: stack.worker.url,
      SUPERGRAPH_PATH: path,
    });

    await expect(startGateway(config, pino({ level: 'silent' }))).rejects.toThrow(/policy/);
  });
});
