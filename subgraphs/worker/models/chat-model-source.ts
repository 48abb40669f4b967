import { findServerFault } from '../../shared/service/find-server-fault.ts';
import type { ModelSource } from './model.ts';
import type { ChatSettings } from './model-sources.ts';

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
  const keys = { addressKey: `${kind}_BASE_URL`, secretKey: `${kind}_API_KEY` };
  return {
    ...model,
    settings: { baseUrl: settings.baseUrl },
    describe: async () => {
      const { reason } = await findServerFault({ ...settings, ...keys });
      return {
        ...model,
        dimensions: null,
        maxInputTokens: null,
        available: reason === null,
        unavailableReason: reason,
      };
    },
  };
}
