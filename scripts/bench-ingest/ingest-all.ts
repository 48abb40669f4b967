import { setTimeout as wait } from 'node:timers/promises';
import { request } from 'undici';
import type { SmallFile } from './generate-files.ts';

/** Uploads at the same time. */
const UPLOADS = 8;
const POLL_MS = 200;

/** Seconds from the first byte sent. */
export interface IngestTimes {
  /** Until every file was accepted: stored for good, and its job queued. */
  readonly acceptedSeconds: number;
  /** Until every file was READY. */
  readonly readySeconds: number;
}

/** Sends all files and waits until all are READY. Rejects when one is refused or FAILED. */
export async function ingestAll(url: string, files: readonly SmallFile[]): Promise<IngestTimes> {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  const waiting = files.values();
  const lanes = Array.from({ length: UPLOADS }, async () => {
    for (const file of waiting) await upload(url, file);
  });
  await Promise.all(lanes);
  const acceptedSeconds = seconds();
  while ((await countOf(url, 'READY')) < files.length) {
    if ((await countOf(url, 'FAILED')) > 0) throw new Error('a file FAILED; the log says why');
    await wait(POLL_MS);
  }
  return { acceptedSeconds, readySeconds: seconds() };
}

async function upload(url: string, { name, content }: SmallFile): Promise<void> {
  const { statusCode, body } = await request(`${url}/api/v1/files?name=${name}`, {
    method: 'POST',
    body: content,
  });
  if (statusCode !== 202) throw new Error(`${name}: ${statusCode} ${await body.text()}`);
  await body.dump();
}

async function countOf(url: string, status: string): Promise<number> {
  const query = `{ files(first: 0, filter: { status: [${status}] }) { totalCount } }`;
  const { body } = await request(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data } = (await body.json()) as { data: { files: { totalCount: number } } };
  return data.files.totalCount;
}
