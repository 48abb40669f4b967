import { z } from 'zod';
import { SEARCH_TAG } from '../../shared/service/cache-tags.ts';
import type { Retrieval } from '../retrieval.ts';
import { fileHash } from './file-hash.ts';
import { type AgentTool, defineTool } from './tool.ts';

/** Finds the files that are closest in meaning to one file. */
export function createSimilarFilesTool(retrieval: Retrieval, ttlSeconds: number): AgentTool {
  return defineTool({
    name: 'similarFiles',
    version: 1,
    description:
      'Finds the files whose content is closest to that of one file, the closest first, each with its best passage. ' +
      'None are found until the file is processed.',
    ttlSeconds,
    tags: [SEARCH_TAG],
    readsFiles: true,
    arguments: z.strictObject({
      hash: fileHash,
      first: z.int().min(1).max(20).default(5).describe('How many files at most.'),
    }),
    answer: async (query, requestId) => {
      const { value, tags } = await retrieval.similarFiles(query, requestId);
      return { output: { passages: value }, tags };
    },
  });
}
