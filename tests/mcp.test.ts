import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { House } from './house/house.ts';

let house: House;
let http: Client;
let stdio: Client;

beforeAll(async () => {
  house = await House.open();
  http = await connect(new StreamableHTTPClientTransport(new URL('/mcp', house.urls.agents)));
  stdio = await connect(
    new StdioClientTransport({
      command: 'npm',
      args: ['run', '-s', 'mcp'],
      env: { PATH: process.env['PATH'] ?? '', AGENTS_URL: house.urls.agents },
    }),
  );
}, 120_000);

afterAll(async () => {
  await stdio.close();
  await http.close();
  await house.close();
});

async function connect(transport: Parameters<Client['connect']>[0]): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  return client;
}

/** What a tool answered, read as JSON when it did not fail. */
async function use(client: Client, name: string, given: Record<string, unknown>) {
  const { content, isError } = await client.callTool({ name, arguments: given });
  const [part] = content as { text: string }[];
  const words = part?.text ?? '';
  return { isFailure: isError === true, words, json: isError ? null : JSON.parse(words) };
}

const deleteFile = (hash: string) =>
  house.query('mutation($hash: ID!) { deleteFile(hash: $hash) { deleted } }', { hash });

describe('the tools, over HTTP and over stdio', () => {
  it('read, list and compare the files of the stack', async () => {
    const lines = Array.from({ length: 100 }, (_, at) => `Entry ${at}: the ferry left on time.`);
    const log = await house.ingest('ferry-log.txt', lines.join('\n\n'));
    const plan = await house.ingest('ferry-plan.txt', 'The ferry leaves the pier at eight.');

    for (const client of [http, stdio]) {
      const listed = await use(client, 'listFiles', { nameContains: 'FERRY' });
      const beginning = await use(client, 'readFile', { hash: log, first: 2 });
      const further = await use(client, 'readFile', { hash: log, from: beginning.json.next });
      const similar = await use(client, 'similarFiles', { hash: log, first: 1 });
      const found = await use(client, 'search', { query: 'ferry pier eight', first: 1 });

      expect(listed.json).toMatchObject({
        files: [
          { hash: plan, name: 'ferry-plan.txt', status: 'READY' },
          { hash: log, name: 'ferry-log.txt' },
        ],
        totalCount: 2,
        next: null,
      });
      expect(beginning.json).toMatchObject({ name: 'ferry-log.txt', next: 2 });
      expect(beginning.json.passages[0].text).toContain('Entry 0:');
      expect(further.json.passages[0].position).toBe(2);
      expect(further.json.passages.at(-1).text).toContain('Entry 99:');
      expect(similar.json.passages).toMatchObject([{ file: plan, source: 'ferry-plan.txt' }]);
      expect(found.json.passages).toMatchObject([
        { file: plan, source: 'ferry-plan.txt', position: 0 },
      ]);
    }
  });

  it('show nothing of a file once its deletion was acknowledged, and a new one at once', async () => {
    const text = 'The osprey folds its wings before the dive';
    const hash = await house.ingest('osprey.txt', `${text}.`);
    const other = await house.ingest('kestrel.txt', 'The kestrel hovers over the meadow.');
    const calls: [string, Record<string, unknown>][] = [
      ['readFile', { hash }],
      ['listFiles', { nameContains: 'osprey' }],
      ['similarFiles', { hash: other }],
      ['search', { query: text }],
      ['contextBundle', { query: text }],
    ];
    const readAll = () => Promise.all(calls.map(([name, given]) => use(http, name, given)));
    const before = await readAll();
    await readAll();

    await deleteFile(hash);
    const after = await readAll();
    await house.ingest('osprey.txt', `${text}.`);
    const again = await readAll();

    for (const { words } of before) expect(words).toContain(hash);
    expect(after[0]).toMatchObject({ isFailure: true, words: expect.stringContaining('no file') });
    for (const { words } of after.slice(1)) expect(words).not.toContain(hash);
    for (const { words } of again) expect(words).toContain(hash);
  });

  it('let an agent be asked, who cites what it found', async () => {
    await house.ingest('lighthouse.txt', 'The lighthouse keeper winds the clock every evening.');
    const { data } = await house.query(`mutation { createAgent(input: {
      name: "Reader", goal: "Answer from the files" }) { agent { id } } }`);
    const given = {
      agentId: data.createAgent.agent.id,
      message: 'Who winds the clock every evening?',
    };

    const { structuredContent } = await stdio.callTool({ name: 'ask', arguments: given });

    expect(structuredContent).toMatchObject({
      answer: '"The lighthouse keeper winds the clock every evening." [1]',
      citations: [{ number: 1, title: 'lighthouse.txt' }],
    });
  });

  it('come back on stdio when the service was started again', async () => {
    await house.processes.agents.stop('SIGKILL');
    const away = stdio.callTool({ name: 'now', arguments: {} });
    await expect(away).rejects.toThrow('The agents service did not answer');

    await house.processes.agents.start();

    expect((await use(stdio, 'now', {})).json.timeZone).toBe('UTC');
  });
});

describe('the stdio program without a stack', () => {
  it('says what to do on standard error, and nothing on standard output', async () => {
    const environment = { PATH: process.env['PATH'], AGENTS_URL: 'http://127.0.0.1:1' };
    const child = spawn('npm', ['run', '-s', 'mcp'], { env: environment });
    const ended = once(child, 'exit');

    const [output, errors, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      ended,
    ]);

    expect({ output, code }).toEqual({ output: '', code: 1 });
    expect(errors).toContain('Start the stack with `npm start`');
  });
});
