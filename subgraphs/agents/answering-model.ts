import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { LanguageModelV3 } from '@ai-sdk/provider';
import { createExtractiveAnswerer } from './extractive/extractive-answerer.ts';
import { createModelFetch, type ModelCallLimits } from './model-fetch.ts';

/** The model that answers, and whether what it says is its own words. */
export interface AnsweringModel {
  readonly model: LanguageModelV3;
  /** False for the extractive answerer, which only quotes. */
  readonly isGenerative: boolean;
}

/** A chat endpoint that speaks OpenAI's protocol. */
export interface ChatEndpoint {
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey?: string | undefined;
  readonly limits: ModelCallLimits;
}

/** The chat model at the endpoint; without one, the extractive answerer. */
export function createAnsweringModel(endpoint: ChatEndpoint | null): AnsweringModel {
  if (endpoint === null) return { model: createExtractiveAnswerer(), isGenerative: false };
  const provider = createOpenAICompatible({
    name: 'chat',
    baseURL: endpoint.baseUrl,
    includeUsage: true,
    fetch: createModelFetch(endpoint.limits),
    ...(endpoint.apiKey !== undefined && { apiKey: endpoint.apiKey }),
  });
  return { model: provider.chatModel(endpoint.model), isGenerative: true };
}
