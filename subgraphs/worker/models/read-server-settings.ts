import type { WorkerConfig } from '../config.ts';
import type { TranscriptionSettings } from '../extraction/transcription/openai-transcriber.ts';
import type { ChatSettings } from './model-sources.ts';

/** The model servers that the configuration names; a server needs both its address and its model. */
export interface ServerSettings {
  readonly chat: ChatSettings | undefined;
  readonly transcription: TranscriptionSettings | undefined;
}

export function readServerSettings(config: WorkerConfig): ServerSettings {
  const limits = {
    timeoutMs: config.TRANSCRIPTION_TIMEOUT_SECONDS * 1000,
    maxRetries: config.TRANSCRIPTION_MAX_RETRIES,
    maxBytes: config.TRANSCRIPTION_MAX_BYTES,
  };
  const transcription = readServer(config, 'TRANSCRIPTION');
  return {
    chat: readServer(config, 'CHAT'),
    transcription: transcription && { ...transcription, ...limits },
  };
}

function readServer(
  config: WorkerConfig,
  purpose: 'CHAT' | 'TRANSCRIPTION',
): ChatSettings | undefined {
  const { [`${purpose}_BASE_URL` as const]: baseUrl, [`${purpose}_MODEL` as const]: model } =
    config;
  if (baseUrl === undefined || model === undefined) return undefined;
  return { baseUrl, model, apiKey: config[`${purpose}_API_KEY`] };
}
