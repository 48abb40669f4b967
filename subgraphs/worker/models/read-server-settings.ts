import { readFile } from 'node:fs/promises';
import type { WorkerConfig } from '../config.ts';
import type { TranscriptionSettings } from '../extraction/transcription/openai-transcriber.ts';
import type { ChatSettings } from './model-sources.ts';

/** The model servers that the configuration names; a server needs both its address and its model. */
export interface ServerSettings {
  readonly chat: ChatSettings | undefined;
  readonly transcription: TranscriptionSettings | undefined;
}

/** Reads the key files too; rejects when one that is named is not there. */
export async function readServerSettings(config: WorkerConfig): Promise<ServerSettings> {
  const limits = {
    timeoutMs: config.TRANSCRIPTION_TIMEOUT_SECONDS * 1000,
    maxRetries: config.TRANSCRIPTION_MAX_RETRIES,
    maxBytes: config.TRANSCRIPTION_MAX_BYTES,
  };
  const transcription = await readServer(config, 'TRANSCRIPTION');
  return {
    chat: await readServer(config, 'CHAT'),
    transcription: transcription && { ...transcription, ...limits },
  };
}

async function readServer(
  config: WorkerConfig,
  purpose: 'CHAT' | 'TRANSCRIPTION',
): Promise<ChatSettings | undefined> {
  const { [`${purpose}_BASE_URL` as const]: baseUrl, [`${purpose}_MODEL` as const]: model } =
    config;
  if (baseUrl === undefined || model === undefined) return undefined;
  const keyFile = config[`${purpose}_API_KEY_FILE`];
  const apiKey =
    keyFile === undefined ? config[`${purpose}_API_KEY`] : (await readFile(keyFile, 'utf8')).trim();
  return { baseUrl, model, apiKey };
}
