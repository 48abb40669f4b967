import { request } from 'undici';
import type { ModelSource } from './model.ts';
import type { ChatSettings } from './model-sources.ts';

const CHECK_TIMEOUT_MS = 2_000;

/** The configured chat model: available while its server answers `GET {base}/models`. */
export function createChatModelSource(settings: ChatSettings): ModelSource {
  const model = { name: settings.model, kind: 'CHAT', provider: 'openai-compatible' } as const;
  return {
    ...model,
    settings: { baseUrl: settings.baseUrl },
    describe: async () => {
      const unavailableReason = await findFault(settings);
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

async function findFault({ baseUrl, apiKey }: ChatSettings): Promise<string | null> {
  try {
    const { statusCode, body } = await request(`${baseUrl.replace(/\/$/, '')}/models`, {
      headers: apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` },
      signal: AbortSignal.timeout(CHECK_TIMEOUT_MS),
    });
    await body.dump();
    if (statusCode < 400) return null;
    return `The server at CHAT_BASE_URL answered ${statusCode}; check CHAT_API_KEY and the path.`;
  } catch {
    return `The server at CHAT_BASE_URL does not answer within ${CHECK_TIMEOUT_MS} ms; is it running?`;
  }
}
