import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { type Dispatcher, FormData, request } from 'undici';
import { readTranscript } from './read-transcript.ts';
import type { Speech, Transcriber, Transcript } from './transcriber.ts';
import { TranscriptionError } from './transcription-error.ts';

/** A longer answer is no transcript of a file that the server takes. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;
/** However long the server asks to wait. */
const MAX_WAIT_MS = 10_000;

export interface TranscriptionSettings {
  /** Up to `/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey: string | undefined;
  /** For one attempt, from the first byte sent to the last received. */
  readonly timeoutMs: number;
  /** Attempts after the first, for faults that pass: 408, 429, 5xx and broken connections. */
  readonly maxRetries: number;
  readonly maxBytes: number;
  /** Wait before the first retry, doubled each time. Default 500. */
  readonly retryMs?: number;
}

/**
 * Speech to text by `POST {base}/audio/transcriptions` (OpenAI, and the servers that speak like it). The file is
 * streamed from disk. Redirects are not followed, so that the key goes to the configured server only.
 */
export function createOpenAiTranscriber(settings: TranscriptionSettings): Transcriber {
  const { baseUrl, model, maxBytes } = settings;
  const identity = JSON.stringify([baseUrl, model]);
  return {
    model,
    version: createHash('sha256').update(identity).digest('hex').slice(0, 12),
    maxBytes,
    transcribe: (speech, signal) => transcribe(settings, speech, signal),
  };
}

async function transcribe(
  settings: TranscriptionSettings,
  speech: Speech,
  signal: AbortSignal,
): Promise<Transcript> {
  const { maxRetries, retryMs = 500 } = settings;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await attemptOnce(settings, speech, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof TranscriptionError && error.isPassing) || attempt >= maxRetries)
        throw error;
      const waitMs = Math.max(retryMs * 2 ** attempt, error.retryAfterMs);
      await wait(Math.min(waitMs, MAX_WAIT_MS), undefined, { signal });
    }
  }
}

async function attemptOnce(
  settings: TranscriptionSettings,
  speech: Speech,
  signal: AbortSignal,
): Promise<Transcript> {
  const limit = AbortSignal.timeout(settings.timeoutMs);
  try {
    const response = await send(settings, speech, AbortSignal.any([signal, limit]));
    if (response.statusCode !== 200) throw await refused(response);
    const transcript = readTranscript(await readBody(response));
    if (transcript !== undefined) return transcript;
  } catch (cause) {
    if (cause instanceof TranscriptionError) throw cause;
    throw limit.aborted ? tookTooLong(settings.timeoutMs, cause) : unreachable(cause);
  }
  throw new TranscriptionError(
    'the server at TRANSCRIPTION_BASE_URL answered something else than a transcript (verbose_json); is it an OpenAI-compatible one?',
    { isPassing: false },
  );
}

async function send(settings: TranscriptionSettings, speech: Speech, signal: AbortSignal) {
  const form = new FormData();
  form.set('model', settings.model);
  form.set('response_format', 'verbose_json');
  form.set('file', await openAsBlob(speech.path), speech.name);
  return request(`${settings.baseUrl.replace(/\/$/, '')}/audio/transcriptions`, {
    method: 'POST',
    body: form,
    headers: settings.apiKey === undefined ? {} : { authorization: `Bearer ${settings.apiKey}` },
    signal,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

async function readBody({ body }: Dispatcher.ResponseData): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of body) {
    const buffer: Buffer = piece;
    bytes += buffer.length;
    if (bytes > MAX_ANSWER_BYTES)
      throw new TranscriptionError('the server answered more than a transcript can be', {
        isPassing: false,
      });
    pieces.push(buffer);
  }
  return Buffer.concat(pieces).toString('utf8');
}

async function refused({ statusCode, headers, body }: Dispatcher.ResponseData) {
  await body.dump();
  const isPassing = statusCode === 408 || statusCode === 429 || statusCode >= 500;
  const retryAfter = Number(headers['retry-after']);
  return new TranscriptionError(
    isPassing
      ? `the server at TRANSCRIPTION_BASE_URL answered ${statusCode}; reprocess the file when it is well`
      : `the server at TRANSCRIPTION_BASE_URL answered ${statusCode}; check the address, TRANSCRIPTION_MODEL and TRANSCRIPTION_API_KEY, then reprocess the file`,
    { isPassing, retryAfterMs: Number.isFinite(retryAfter) ? retryAfter * 1000 : 0 },
  );
}

/** Not tried again: the next attempt would take as long. */
function tookTooLong(timeoutMs: number, cause: unknown): TranscriptionError {
  return new TranscriptionError(
    `the server at TRANSCRIPTION_BASE_URL took longer than ${timeoutMs / 1000} s; raise TRANSCRIPTION_TIMEOUT_SECONDS, then reprocess the file`,
    { isPassing: false, cause },
  );
}

function unreachable(cause: unknown): TranscriptionError {
  return new TranscriptionError(
    'the server at TRANSCRIPTION_BASE_URL cannot be reached; is it running? Reprocess the file when it is',
    { isPassing: true, cause },
  );
}
