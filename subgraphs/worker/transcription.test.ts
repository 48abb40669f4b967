import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type PrivateRedis, startPrivateRedis } from '../shared/testing/private-redis.ts';
import { createExtractionPool, type ExtractionPool } from './extraction/extraction-pool.ts';
import { createOpenAiTranscriber } from './extraction/transcription/openai-transcriber.ts';
import { SpeechServer } from './testing/speech-server.ts';
import { openTestWorker, type TestWorker } from './testing/test-worker.ts';

const chime = readFileSync(new URL('../../examples/corpus/standup-chime.wav', import.meta.url));
const segments = [
  { start: 0, end: 0.8, text: ' Good morning.' },
  { start: 0.9, end: 1.9, text: ' Who begins?' },
];

let redis: PrivateRedis;
let pool: ExtractionPool;
let server: SpeechServer;
let house: TestWorker;

beforeAll(async () => {
  redis = await startPrivateRedis();
  pool = createExtractionPool({ processes: 1, timeoutMs: 20_000 });
  server = await SpeechServer.listen();
  house = await openTestWorker(redis, pool);
});

afterAll(async () => {
  await house.close();
  await Promise.all([server.close(), pool.close(), redis.stop()]);
});

async function contentOf(hash: string) {
  const file = await house.store.files.find(hash);
  const texts = house.index.live(hash).map(({ chunk }) => [chunk.text, chunk.location?.startMs]);
  return { status: file?.status, properties: file?.properties, texts };
}

describe('a recording', () => {
  it('is found by its words once a server is configured, and in spite of a server that fails', async () => {
    const { file, job } = await house.ingest('chime.wav', chime);
    await house.ended(job.id);
    const unconfigured = await contentOf(file.hash);

    house.media.transcriber = createOpenAiTranscriber({
      ...{ baseUrl: server.baseUrl, model: 'whisper-1', apiKey: 'sk-test' },
      ...{ timeoutMs: 5_000, maxRetries: 1, maxBytes: 1e6, retryMs: 1 },
    });
    server.willAnswer({ status: 503, body: {} });
    await house.ended((await house.worker.reprocess(file.hash)).job.id);
    const refused = await contentOf(file.hash);

    server.willAnswer({ body: { text: '', language: 'english', segments } });
    await house.ended((await house.worker.reprocess(file.hash)).job.id);
    const transcribed = await contentOf(file.hash);

    expect(unconfigured).toMatchObject({
      status: 'READY',
      properties: { unavailable: [expect.stringContaining('set TRANSCRIPTION_BASE_URL')] },
    });
    expect(refused).toMatchObject({
      status: 'READY',
      properties: { unavailable: [expect.stringContaining('answered 503')] },
    });
    expect(transcribed).toMatchObject({
      status: 'READY',
      properties: {
        transcription: { model: 'whisper-1', language: 'english', segments: 2 },
        tags: { title: 'Stand-up chime' },
      },
      texts: [
        [expect.stringContaining('Stand-up chime'), 0],
        ['Good morning.\nWho begins?', 0],
      ],
    });
    expect(transcribed.properties).not.toHaveProperty('unavailable');
  });
});
