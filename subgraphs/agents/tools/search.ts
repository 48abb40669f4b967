import { z } from 'zod';
import { SEARCH_TAG } from '../../shared/service/cache-tags.ts';
import { MAX_QUERY_LENGTH, type Retrieval } from '../retrieval.ts';
import { type AgentTool, defineTool } from './tool.ts';

const DEFAULT_HITS = 8;

/** Finds passages by meaning and by words. */
export function createSearchTool(retrieval: Retrieval, ttlSeconds: number): AgentTool {
  return defineTool({
    name: 'search',
    version: 2,
    description:
      'Finds the passages of the ingested files that fit a query, by meaning and by words, best first. ' +
      'Passages with a `citation` number can be cited.',
    ttlSeconds,
    tags: [SEARCH_TAG],
    readsFiles: true,
    arguments: z.strictObject({
      query: z.string().trim().min(1).max(MAX_QUERY_LENGTH).describe('What to look for, in words.'),
      first: z.int().min(1).max(50).default(DEFAULT_HITS).describe('How many passages at most.'),
    }),
    answer: async (given, requestId) => {
      const { value, tags } = await retrieval.search(given, requestId);
      return { output: { passages: value }, tags };
    },
  });
}
