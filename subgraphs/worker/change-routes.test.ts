import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestServer, type TestServer, TOKEN } from './testing/test-server.ts';

let open: TestServer;

beforeAll(async () => {
  open = await openTestServer();
});

afterAll(() => open.close());

describe('GET /internal/v1/changes', () => {
  const ask = (parameters: string, authorization = `Bearer ${TOKEN}`) =>
    open.server.app.inject({
      url: `/internal/v1/changes?${parameters}`,
      headers: { authorization },
    });

  it('tells a service what it has missed since where it stands', async () => {
    const { position } = (await ask('service=AGENTS')).json();
    const { file, job } = await open.house.ingest('missed.txt', 'Nobody was told of this.');
    await open.house.ended(job.id);

    const answer = (await ask(`service=AGENTS&after=${position}`)).json();

    expect(answer).toEqual({
      changes: [{ tags: [`file-${file.hash}`, 'search', 'context'] }],
      position: expect.any(String),
      removedFiles: [],
    });
    expect((await ask(`service=AGENTS&after=${answer.position}`)).json().changes).toEqual([]);
  });

  it('says when it cannot tell', async () => {
    const response = await ask('service=GATEWAY&after=elsewhere:12');

    expect(response.statusCode).toBe(200);
    expect(response.json().changes).toBeNull();
  });

  it.each([
    ['no service', 'after=a:1'],
    ['a service that is none', 'service=WORKERS'],
    ['a position of a thousand characters', `service=AGENTS&after=${'x'.repeat(1000)}`],
    ['a parameter that it does not know', 'service=AGENTS&before=a:1'],
  ])('refuses %s', async (_, parameters) => {
    const response = await ask(parameters);

    expect(response.statusCode).toBe(400);
    expect(response.json().code).toBe('BAD_USER_INPUT');
  });

  it('is for the services of the stack only', async () => {
    expect((await ask('service=AGENTS', 'Bearer not-the-token-of-this')).statusCode).toBe(403);
  });
});
