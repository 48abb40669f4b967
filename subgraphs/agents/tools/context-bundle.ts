import { z } from 'zod';
import { CONTEXT_TAG } from '../../shared/service/cache-tags.ts';
import { MAX_QUERY_LENGTH, type Retrieval } from '../retrieval.ts';
import { type AgentTool, defineTool } from './tool.ts';

/** Gathers the best passages for a question within a token budget. */
export function createContextBundleTool(retrieval: Retrieval, ttlSeconds: number): AgentTool {
  return defineTool({
    name: 'contextBundle',
    version: 1,
    description:
      'Gathers the best passages of the ingested files for a question, without repetition and within a token budget. ' +
      'Passages with a `citation` number can be cited.',
    ttlSeconds,
    tags: [CONTEXT_TAG],
    readsFiles: true,
    arguments: z.strictObject({
      query: z.string().trim().min(1).max(MAX_QUERY_LENGTH).describe('The question, in words.'),
      tokenBudget: z
        .int()
        .min(100)
        .max(16_000)
        .default(4000)
        .describe('How many tokens the passages may have together.'),
    }),
    answer: async (given, requestId) => {
      const { value, tags } = await retrieval.contextBundle(given, requestId);
      return { output: { passages: value.passages }, tags };
    },
  });
}
