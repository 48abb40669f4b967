import type { Embedder } from '../../shared/embedding/embedder.ts';
import { createChatModelSource, createServerModelSource } from './chat-model-source.ts';
import { createEmbeddingModelSource } from './embedding-model-source.ts';
import type { ModelDescription, ModelSource } from './model.ts';

/** Where a chat server is, when one was configured. */
export interface ChatSettings {
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey: string | undefined;
}

/** Every model of the stack: what runs inside it, the chat server, and what the stack cannot do. */
export function createModelSources(
  embedder: Embedder,
  chat: ChatSettings | undefined,
  transcription?: ChatSettings,
): ModelSource[] {
  return [
    createEmbeddingModelSource(embedder),
    present({
      name: 'tesseract-eng',
      kind: 'OCR',
      provider: 'embedded',
      dimensions: null,
      maxInputTokens: null,
    }),
    chat === undefined
      ? absent(
          'chat',
          'CHAT',
          'Set CHAT_BASE_URL and CHAT_MODEL to an OpenAI-compatible chat server.',
        )
      : createChatModelSource(chat),
    transcription === undefined
      ? absent(
          'transcription',
          'TRANSCRIPTION',
          'Set TRANSCRIPTION_BASE_URL and TRANSCRIPTION_MODEL to an OpenAI-compatible server. Without it recordings are found by their tags and subtitles.',
        )
      : createServerModelSource('TRANSCRIPTION', transcription),
    absent(
      'caption',
      'CAPTION',
      'The worker does not describe pictures yet; they are found by the words that OCR reads in them.',
    ),
  ];
}

function present(model: Omit<ModelDescription, 'available' | 'unavailableReason'>): ModelSource {
  const { name, kind, provider, dimensions, maxInputTokens } = model;
  return {
    name,
    kind,
    provider,
    settings: { dimensions, maxInputTokens },
    describe: async () => ({ ...model, available: true, unavailableReason: null }),
  };
}

function absent(name: string, kind: ModelSource['kind'], reason: string): ModelSource {
  const provider = 'openai-compatible';
  const sizes = { dimensions: null, maxInputTokens: null };
  return {
    name,
    kind,
    provider,
    settings: { reason },
    describe: async () => ({
      name,
      kind,
      provider,
      ...sizes,
      available: false,
      unavailableReason: reason,
    }),
  };
}
