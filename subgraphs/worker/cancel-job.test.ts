import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type PrivateRedis, startPrivateRedis } from '../shared/testing/private-redis.ts';
import { createExtractionPool, type ExtractionPool } from './extraction/extraction-pool.ts';
import { openTestWorker, type TestWorker, until } from './testing/test-worker.ts';

const TEXT = 'The tide turns twice a day.';

let redis: PrivateRedis;
let pool: ExtractionPool;
let house: TestWorker;

beforeAll(async () => {
  redis = await startPrivateRedis();
  pool = createExtractionPool({ processes: 1, timeoutMs: 20_000 });
});

beforeEach(async () => {
  house = await openTestWorker(redis, pool);
});

afterEach(() => house.close());

afterAll(() => Promise.all([pool.close(), redis.stop()]));

/** Holds every write into the index; answers how to let them go. */
function holdWrites(): () => void {
  let open = (): void => undefined;
  house.index.gate = new Promise((resolve) => {
    open = resolve;
  });
  return open;
}

async function ingestUntilWriting() {
  const ingested = await house.ingest('tides.txt', TEXT);
  await until(() => (house.index.calls.includes('put') ? true : undefined));
  return ingested;
}

describe('a cancelled job', () => {
  it('that runs is stopped, and its new file says why it FAILED', async () => {
    const open = holdWrites();
    const { file, job } = await ingestUntilWriting();

    const cancelling = house.worker.cancelJob(job.id);
    open();
    const cancelled = await cancelling;

    const error = expect.stringContaining('cancelled');
    expect(cancelled).toMatchObject({ id: job.id, status: 'FAILED', error });
    expect(await house.store.files.find(file.hash)).toMatchObject({ status: 'FAILED', error });
  });

  it('that waits is never begun', async () => {
    const open = holdWrites();
    await ingestUntilWriting();
    await house.ingest('second.txt', `${TEXT} Again.`);
    const { file, job } = await house.ingest('third.txt', `${TEXT} And again.`);

    const cancelled = await house.worker.cancelJob(job.id);
    open();

    expect(cancelled).toMatchObject({ status: 'FAILED', attempts: 0, startedAt: null });
    expect(house.index.live(file.hash)).toEqual([]);
  });

  it('of a file that has content leaves the content as it is', async () => {
    const { file, job } = await house.ingest('tides.txt', TEXT);
    await house.ended(job.id);
    const open = holdWrites();
    const again = await house.worker.reprocess(file.hash);
    await until(() =>
      house.index.calls.filter((call) => call === 'put').length > 2 ? true : undefined,
    );

    const cancelling = house.worker.cancelJob(again.job.id);
    open();
    await cancelling;

    expect(await house.store.files.find(file.hash)).toMatchObject({ status: 'READY', error: null });
    expect(house.index.live(file.hash)).toHaveLength(1);
  });

  it('is done anew when the same bytes come again', async () => {
    const open = holdWrites();
    const { job } = await ingestUntilWriting();
    const cancelling = house.worker.cancelJob(job.id);
    open();
    await cancelling;

    const again = await house.ingest('tides.txt', TEXT);

    expect(again.job.id).not.toBe(job.id);
    expect((await house.ended(again.job.id)).status).toBe('COMPLETED');
  });

  it('that has ended already stays as it is', async () => {
    const { job } = await house.ingest('tides.txt', TEXT);
    const ended = await house.ended(job.id);

    expect(await house.worker.cancelJob(job.id)).toEqual(ended);
  });

  it('that there is not is NOT_FOUND', async () => {
    await expect(house.worker.cancelJob('nobody')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
