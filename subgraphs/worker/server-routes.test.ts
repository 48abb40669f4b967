import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestServer, type TestServer, TOKEN } from './testing/test-server.ts';

let open: TestServer;

beforeAll(async () => {
  open = await openTestServer();
});

afterAll(() => open.close());

async function ingested(name: string, content: string): Promise<string> {
  const { file, job } = await open.house.ingest(name, content);
  await open.house.ended(job.id);
  return file.hash;
}

describe('DELETE /api/v1/cache/file/{file_hash}', () => {
  const drop = (hash: string, authorization = `Bearer ${TOKEN}`) =>
    open.server.app.inject({
      method: 'DELETE',
      url: `/api/v1/cache/file/${hash}`,
      headers: { authorization },
    });

  it('drops what was computed from the file in every service, and keeps the file', async () => {
    const hash = await ingested('cached.txt', 'Computed from this.');

    const response = await drop(hash);

    expect(response.statusCode).toBe(200);
    // The extraction and one vector here, one entry in each of the three others.
    expect(response.json().removedEntries).toBe(5);
    expect(response.json().results).toHaveLength(4);
    expect((await open.query(`{ file(hash: "${hash}") { status } }`)).data.file.status).toBe(
      'READY',
    );
  });

  it('refuses what is no hash, and who has no token', async () => {
    expect((await drop('abc')).json()).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect((await drop('a'.repeat(64), 'Bearer another-token')).statusCode).toBe(403);
  });
});

describe('/ready', () => {
  it('says that store and Redis answer', async () => {
    const response = await open.server.app.inject('/ready');

    expect(response.json()).toMatchObject({
      status: 'ready',
      checks: { store: 'ok', redis: 'ok' },
    });
  });
});
