import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { House } from './house/house.ts';

const INGEST =
  'mutation($input: IngestInput!) { ingest(input: $input) { file { hash } job { id } } }';

let house: House;

beforeAll(async () => {
  house = await House.open();
}, 120_000);

afterAll(() => house.close());

describe('bad input', () => {
  it.each([
    ['an empty file', INGEST, { input: { name: 'empty.txt', content: '' } }, 'BAD_USER_INPUT'],
    [
      'a PDF of no bytes',
      INGEST,
      { input: { name: 'a.pdf', mediaType: 'application/pdf', content: '', encoding: 'BASE64' } },
      'BAD_USER_INPUT',
    ],
    [
      'base64 that is none',
      INGEST,
      { input: { name: 'a.pdf', content: '%%%', encoding: 'BASE64' } },
      'BAD_USER_INPUT',
    ],
    [
      'a PDF that is a JPEG',
      INGEST,
      {
        input: {
          name: 'a.pdf',
          mediaType: 'application/pdf',
          content:
            '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////2wBDAf//////////////////////////////////////////////////////////////////////////////////////wAARCAABAAEDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIQAxAAAAEf/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABBQJ//9k=',
          encoding: 'BASE64',
        },
      },
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['a page of minus one', '{ files(first: -1) { totalCount } }', {}, 'BAD_USER_INPUT'],
    [
      'a page of a hundred thousand',
      '{ search(query: "x", first: 100000) { totalHits } }',
      {},
      'BAD_USER_INPUT',
    ],
    [
      'an agent that is not there',
      'mutation { ask(input: { agentId: "nobody", message: "hello" }) { run { id } } }',
      {},
      'NOT_FOUND',
    ],
    [
      'two selectors at once',
      'mutation { invalidate(input: { fileHash: "a", model: "b" }) { complete } }',
      {},
      'BAD_USER_INPUT',
    ],
    ['no selector at all', 'mutation { invalidate(input: {}) { complete } }', {}, 'BAD_USER_INPUT'],
    [
      'a cursor that was never given out',
      '{ agents(after: "?") { totalCount } }',
      {},
      'BAD_USER_INPUT',
    ],
    ['an empty query', '{ search(query: "  ") { totalHits } }', {}, 'BAD_USER_INPUT'],
  ])('answers %s with a clear error and a code', async (_, query, variables, code) => {
    const { errors } = await house.query(query, variables);

    expect(errors?.[0]?.extensions.code).toBe(code);
    expect(errors?.[0]?.message.length).toBeGreaterThan(10);
    expect(errors?.[0]?.message).not.toContain('Internal');
  });

  it('refuses an upload over the limit, and names the limit', async () => {
    const response = await fetch(`${house.urls.worker}/api/v1/files?name=big.txt`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: Buffer.alloc(101 * 1024 * 1024, 'a'),
    });

    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
      detail: expect.stringMatching(/100/),
    });
  });

  it('marks a file that cannot be read as FAILED with the reason, and goes on', async () => {
    const { data } = await house.query(INGEST, {
      input: {
        name: 'broken.pdf',
        content: Buffer.from('%PDF-1.7 and then nothing').toString('base64'),
        encoding: 'BASE64',
      },
    });

    const job = await house.jobDone(data.ingest.job.id);

    expect(job).toMatchObject({
      status: 'FAILED',
      error: expect.any(String),
      file: { status: 'FAILED' },
    });
    expect(await house.ingest('fine.txt', 'The next file is fine.')).toMatch(/^[0-9a-f]{64}$/);
  });
});
