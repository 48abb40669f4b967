import { randomUUID } from 'node:crypto';
import type {
  LanguageModelV3,
  LanguageModelV3CallOptions,
  LanguageModelV3Content,
  LanguageModelV3GenerateResult,
  LanguageModelV3Prompt,
  LanguageModelV3StreamPart,
} from '@ai-sdk/provider';
import { toQuery } from '../retrieval.ts';
import { CANNOT_SEARCH, composeAnswer } from './compose-answer.ts';
import { readPassages } from './read-passages.ts';

/** Tools that the answerer can use, the one it prefers first. */
const KNOWN_TOOLS = ['search', 'contextBundle'] as const;

/**
 * A language model that writes nothing of its own: asked a question it first calls a tool that finds passages, then
 * quotes the sentences that answer. It takes part in the same loop as any chat model, needs no server, and gives the
 * same answer to the same passages.
 */
export function createExtractiveAnswerer(): LanguageModelV3 {
  const generate = async (options: LanguageModelV3CallOptions) => toResult(respond(options));
  return {
    specificationVersion: 'v3',
    provider: 'multimodal-graph',
    modelId: 'extractive-answerer',
    supportedUrls: {},
    doGenerate: generate,
    doStream: async (options) => ({ stream: toStream(await generate(options)) }),
  };
}

function respond({ prompt, tools }: LanguageModelV3CallOptions): LanguageModelV3Content {
  const turn = lastTurn(prompt);
  const tool = KNOWN_TOOLS.find((name) => tools?.some((offered) => offered.name === name));
  if (tool === undefined) return { type: 'text', text: CANNOT_SEARCH };
  if (turn.rest.some((message) => message.role === 'tool')) {
    return { type: 'text', text: composeAnswer(turn.question, readPassages(turn.rest)) };
  }
  const input = JSON.stringify({ query: toQuery(turn.question) });
  return { type: 'tool-call', toolCallId: randomUUID(), toolName: tool, input };
}

/** The last question, and what has happened since. */
function lastTurn(prompt: LanguageModelV3Prompt) {
  const index = prompt.findLastIndex((message) => message.role === 'user');
  const message = prompt[index];
  const parts = message?.role === 'user' ? message.content : [];
  const question = parts.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
  return { question, rest: prompt.slice(index + 1) };
}

function toResult(content: LanguageModelV3Content): LanguageModelV3GenerateResult {
  return {
    content: [content],
    finishReason: {
      unified: content.type === 'tool-call' ? 'tool-calls' : 'stop',
      raw: undefined,
    },
    usage: {
      inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
      outputTokens: { total: 0, text: 0, reasoning: 0 },
    },
    warnings: [],
  };
}

/** The same answer in the parts of a stream, all at once. */
function toStream(
  result: LanguageModelV3GenerateResult,
): ReadableStream<LanguageModelV3StreamPart> {
  const id = randomUUID();
  const parts = result.content.flatMap((content): LanguageModelV3StreamPart[] => {
    if (content.type === 'tool-call') return [content];
    if (content.type !== 'text') return [];
    return [
      { type: 'text-start', id },
      { type: 'text-delta', id, delta: content.text },
      { type: 'text-end', id },
    ];
  });
  const { finishReason, usage } = result;
  return new ReadableStream({
    start: (controller) => {
      controller.enqueue({ type: 'stream-start', warnings: [] });
      for (const part of parts) controller.enqueue(part);
      controller.enqueue({ type: 'finish', finishReason, usage });
      controller.close();
    },
  });
}
