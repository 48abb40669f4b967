import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SpeechServer } from '../../testing/speech-server.ts';
import { createOpenAiTranscriber } from './openai-transcriber.ts';

const KEY = 'sk-secret-of-this-test';
const never = new AbortController().signal;
const transcript = {
  text: ' High water at noon.',
  language: 'english',
  segments: [{ start: 0.5, end: 2.25, text: ' High water at noon.' }],
};

let server: SpeechServer;
let folder: string;
let path: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'speech-'));
  path = join(folder, 'content');
  writeFileSync(path, 'RIFF sound');
  server = await SpeechServer.listen();
});

afterEach(() => server.reset());

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

function transcribe(settings: { timeoutMs?: number; baseUrl?: string; signal?: AbortSignal } = {}) {
  const transcriber = createOpenAiTranscriber({
    baseUrl: settings.baseUrl ?? server.baseUrl,
    model: 'whisper-1',
    apiKey: KEY,
    timeoutMs: settings.timeoutMs ?? 10_000,
    maxRetries: 2,
    maxBytes: 1000,
    retryMs: 1,
  });
  return transcriber.transcribe({ path, name: 'talk.wav' }, settings.signal ?? never);
}

describe('the transcriber', () => {
  it('sends the file, the model and the key, and reads the segments with their times', async () => {
    server.willAnswer({ body: transcript });

    expect(await transcribe()).toEqual({
      cues: [{ startMs: 500, endMs: 2250, text: 'High water at noon.' }],
      untimed: '',
      language: 'english',
    });
    expect(server.requests).toMatchObject([
      { path: '/v1/audio/transcriptions', authorization: `Bearer ${KEY}` },
    ]);
    expect(server.requests[0]?.body).toMatch(/name="model"\s+whisper-1/);
    expect(server.requests[0]?.body).toMatch(/name="response_format"\s+verbose_json/);
    expect(server.requests[0]?.body).toMatch(/filename="talk.wav"[\s\S]+RIFF sound/);
  });

  it('keeps the words of a server that gives no times', async () => {
    server.willAnswer({ body: { text: 'High water.' } });

    expect(await transcribe()).toEqual({ cues: [], untimed: 'High water.', language: null });
  });

  it.each([500, 503, 429, 'cut' as const])('tries again after %s', async (fault) => {
    server.willAnswer(fault === 'cut' ? 'cut' : { status: fault, body: {} }, { body: transcript });

    expect((await transcribe()).cues).toHaveLength(1);
    expect(server.requests).toHaveLength(2);
  });

  it('gives up after its retries', async () => {
    server.willAnswer(...Array.from({ length: 9 }, () => ({ status: 500, body: {} })));

    await expect(transcribe()).rejects.toThrow(/answered 500; reprocess the file/);
    expect(server.requests).toHaveLength(3);
  });

  it.each<[string, number, unknown, RegExp]>([
    ['a refusal', 401, { error: { message: `Incorrect key ${KEY}` } }, /401; check .*API_KEY/],
    ['a redirect', 307, {}, /answered 307/],
    ['an answer that is no transcript', 200, { segments: 'none' }, /else than a transcript/],
    ['an answer that is no JSON', 200, '<html>', /else than a transcript/],
  ])('asks only once after %s', async (_, status, body, message) => {
    server.willAnswer({ status, body });

    await expect(transcribe()).rejects.toThrow(message);
    expect(server.requests).toHaveLength(1);
  });

  it('does not wait for a slow server longer than it may, and does not ask again', async () => {
    server.willAnswer('hang');

    await expect(transcribe({ timeoutMs: 60 })).rejects.toThrow(/took longer than 0.06 s/);
    expect(server.requests).toHaveLength(1);
  });

  it('stops when it is told to, with the reason it is given', async () => {
    const stop = new AbortController();
    server.willAnswer('hang');
    const transcribing = transcribe({ signal: stop.signal });
    await server.requested();

    stop.abort(new Error('no longer wanted'));

    await expect(transcribing).rejects.toThrow('no longer wanted');
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a refusal that repeats it', async () => server.willAnswer({ status: 400, body: KEY })],
    ['a cut connection', async () => server.willAnswer('cut', 'cut', 'cut')],
  ])('never has the key in an error: %s', async (_, prepare) => {
    await prepare();

    const error: unknown = await transcribe().catch((reason: unknown) => reason);

    expect(inspect(error, { depth: 9 })).toContain('TranscriptionError');
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(KEY);
  });

  it('has another version for another model or server', () => {
    const versionOf = (baseUrl: string, model: string) =>
      createOpenAiTranscriber({
        ...{ baseUrl, model, apiKey: undefined },
        ...{ timeoutMs: 1, maxRetries: 0, maxBytes: 1 },
      }).version;
    const versions = [
      versionOf('http://a', 'x'),
      versionOf('http://b', 'x'),
      versionOf('http://a', 'y'),
    ];

    expect(new Set(versions).size).toBe(3);
  });
});
