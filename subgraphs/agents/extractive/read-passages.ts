import type { LanguageModelV3Message, LanguageModelV3Prompt } from '@ai-sdk/provider';
import { z } from 'zod';
import type { QuotablePassage } from './rank-sentences.ts';

const presented = z.object({
  passages: z.array(z.object({ citation: z.number().nullable(), text: z.string() })),
});

/**
 * The passages in the tool results of a turn that can be cited, each once, in the order found; null when no
 * result could be read, because every call failed.
 */
export function readPassages(messages: LanguageModelV3Prompt): QuotablePassage[] | null {
  const results = messages.flatMap(toolTexts).flatMap((text) => {
    const result = presented.safeParse(parseJson(text));
    return result.success ? [result.data.passages] : [];
  });
  if (results.length === 0) return null;
  const found = new Map<number, QuotablePassage>();
  for (const { citation, text } of results.flat()) {
    if (citation !== null && !found.has(citation)) found.set(citation, { citation, text });
  }
  return [...found.values()];
}

function toolTexts(message: LanguageModelV3Message): string[] {
  if (message.role !== 'tool') return [];
  return message.content.flatMap((part) =>
    part.type === 'tool-result' && part.output.type === 'text' ? [part.output.value] : [],
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
