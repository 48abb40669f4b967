import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AUTHORIZED,
  MAX_UPLOAD_BYTES,
  openTestServer,
  type TestServer,
} from '../testing/test-server.ts';
import { until } from '../testing/test-worker.ts';

let open: TestServer;

beforeAll(async () => {
  open = await openTestServer();
});

afterAll(() => open.close());

describe('POST /api/v1/files', () => {
  const incoming = () => readdirSync(join(open.house.folder, 'files', 'incoming'));
  const send = (path: string, init: RequestInit) =>
    fetch(`${open.url}${path}`, {
      method: 'POST',
      ...init,
      headers: { ...AUTHORIZED, ...init.headers },
    });

  it('takes a form, with a name and metadata of its own', async () => {
    const form = new FormData();
    form.set('name', 'renamed.txt');
    form.set('metadata', '{"team":"harbour"}');
    form.set('file', new Blob(['A form brought this.']), 'upload.bin');

    const response = await send('/api/v1/files', { body: form });

    const { file, job } = await response.json();
    expect(response.status).toBe(202);
    expect(response.headers.get('location')).toBe(`/api/v1/jobs/${job.id}`);
    expect(file).toMatchObject({
      name: 'renamed.txt',
      metadata: { team: 'harbour' },
      status: 'QUEUED',
    });
    const watched = await fetch(`${open.url}/api/v1/jobs/${job.id}`, { headers: AUTHORIZED });
    expect(await watched.json()).toMatchObject({ id: job.id, fileHash: file.hash });
  });

  it.each<[string, string, Record<string, string>, string]>([
    [
      '?name=',
      '/api/v1/files?name=t%C3%A4glich.json',
      { 'content-type': 'application/json' },
      'täglich.json',
    ],
    ['x-file-name', '/api/v1/files', { 'x-file-name': 'b%20c.txt' }, 'b c.txt'],
  ])('takes the body as the file, named by %s', async (_, path, headers, name) => {
    const response = await send(path, { headers, body: Buffer.from(`{"name":"${name}"}`) });

    expect(response.status).toBe(202);
    expect((await response.json()).file.name).toBe(name);
  });

  it.each<[string, () => [string, RequestInit], number, string]>([
    [
      'a body without a name',
      () => ['/api/v1/files', { body: Buffer.from('x') }],
      400,
      'BAD_USER_INPUT',
    ],
    [
      'an empty body',
      () => ['/api/v1/files?name=a.pdf', { body: Buffer.alloc(0) }],
      400,
      'BAD_USER_INPUT',
    ],
    [
      'a form without a file',
      () => ['/api/v1/files', { body: formOf({ name: 'a' }) }],
      400,
      'BAD_USER_INPUT',
    ],
    [
      'metadata that is no JSON',
      () => ['/api/v1/files', { body: formOf({ metadata: '{' }, 'x') }],
      400,
      'BAD_USER_INPUT',
    ],
    [
      'too large a body',
      () => ['/api/v1/files?name=a.txt', { body: Buffer.alloc(MAX_UPLOAD_BYTES + 1, 'a') }],
      413,
      'PAYLOAD_TOO_LARGE',
    ],
    [
      'too large a form',
      () => ['/api/v1/files', { body: formOf({}, 'a'.repeat(3 * MAX_UPLOAD_BYTES)) }],
      413,
      'PAYLOAD_TOO_LARGE',
    ],
  ])('refuses %s and keeps nothing of it', async (_, request, status, code) => {
    const response = await send(...request());

    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ code });
    expect(incoming()).toEqual([]);
  });

  it('cuts a sender that falls silent, and keeps nothing of what it sent', async () => {
    const socket = connect(Number(new URL(open.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(
      'POST /api/v1/files?name=a.txt HTTP/1.1\r\nhost: a\r\n' +
        `authorization: ${AUTHORIZED.authorization}\r\ncontent-length: 99\r\n\r\nhalf`,
    );

    await once(socket.resume(), 'close');

    await until(() => incoming().length === 0 || undefined);
    expect(incoming()).toEqual([]);
  });

  it('refuses a stream of unknown length at the limit, and names the limit', async () => {
    const stream = new ReadableStream({
      pull: (controller) => {
        sent += 65536;
        if (sent > 4 * MAX_UPLOAD_BYTES) controller.close();
        else controller.enqueue(new Uint8Array(65536).fill(97));
      },
    });
    let sent = 0;

    const response = await send('/api/v1/files?name=a.txt', {
      body: stream,
      duplex: 'half',
    } as RequestInit);

    expect(response.status).toBe(413);
    expect((await response.json()).detail).toContain('1048576 bytes (1 MiB)');
    expect(incoming()).toEqual([]);
  });
});

function formOf(fields: Record<string, string>, content?: string): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (content !== undefined) form.set('file', new Blob([content]), 'form.txt');
  return form;
}
