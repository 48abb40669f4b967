import { request } from 'undici';
import type { ModelSource } from './model.ts';
import type { ChatSettings } from './model-sources.ts';

const CHECK_TIMEOUT_MS = 2_000;

/** The configured chat model: available while its server answers `GET {base}/models`. */
export function createChatModelSource(settings: ChatSettings): ModelSource {
  return createServerModelSource('CHAT', settings);
}

/** A model of a configured server, whose settings are named after the model's kind, as `CHAT_BASE_URL`. */
export function createServerModelSource(
  kind: 'CHAT' | 'TRANSCRIPTION',
  settings: ChatSettings,
): ModelSource {
  const model = { name: settings.model, kind, provider: 'openai-compatible' } as const;
  return {
    ...model,
    settings: { baseUrl: settings.baseUrl },
    describe: async () => {
      const unavailableReason = await findFault(kind, settings);
      return {
        ...model,
        dimensions: null,
        maxInputTokens: null,
        available: unavailableReason === null,
        unavailableReason,
      };
    },
  };
}

async function findFault(
  kind: ModelSource['kind'],
  { baseUrl, apiKey }: ChatSettings,
): Promise<string | null> {
  try {
    const { statusCode, body } = await request(`${baseUrl.replace(/\/$/, '')}/models`, {
      headers: apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` },
      signal: AbortSignal.timeout(CHECK_TIMEOUT_MS),
    });
    await body.dump();
    if (statusCode < 400) return null;
    return `The server at ${kind}_BASE_URL answered ${statusCode}; check ${kind}_API_KEY and the path.`;
  } catch {
    return `The server at ${kind}_BASE_URL does not answer within ${CHECK_TIMEOUT_MS} ms; is it running?`;
  }
}
