import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { refuseSecondStack, removeStackRecord, writeStackRecord } from './stack-record.ts';

const record = {
  pid: 4242,
  startedAt: '2026-03-03T08:10:00.000Z',
  host: '127.0.0.1',
  ports: { worker: 8001 },
  pids: { worker: 4243 },
};

describe('the record of a running stack', () => {
  let dataDir = '';

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'stack-record-'));
    await writeStackRecord(dataDir, record);
  });

  afterEach(() => rm(dataDir, { recursive: true }));

  it('keeps a second stack from the same folder', async () => {
    await expect(refuseSecondStack(dataDir, async () => 'node scripts/start.mjs')).rejects.toThrow(
      `A stack runs already on ${dataDir} (process 4242`,
    );
  });

  it('is ignored when its process is gone, as after a crash', async () => {
    await expect(refuseSecondStack(dataDir, async () => undefined)).resolves.toBeUndefined();
  });

  it('is ignored when its process id belongs to another program now', async () => {
    await expect(refuseSecondStack(dataDir, async () => '/usr/bin/vim')).resolves.toBeUndefined();
  });

  it('is gone after the stack has stopped', async () => {
    await removeStackRecord(dataDir);

    await expect(
      refuseSecondStack(dataDir, async () => 'node scripts/start.mjs'),
    ).resolves.toBeUndefined();
  });
});
