import { z } from 'zod';
import { SEARCH_TAG } from '../../shared/service/cache-tags.ts';
import { type Files, fileStatuses, modalities } from '../files.ts';
import { type AgentTool, defineTool } from './tool.ts';

const conditions = z.strictObject({
  first: z.int().min(1).max(50).default(20).describe('How many files at most.'),
  after: z.string().min(1).max(200).optional().describe('`next` of the page before.'),
  nameContains: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('Only files whose name contains this text, in upper or lower case.'),
  modalities: setOf(modalities).optional().describe('Only files of these kinds.'),
  status: setOf(fileStatuses)
    .default(['READY'])
    .describe('Only files in these states; READY ones, which can be read, unless told otherwise.'),
});

/** Lists the files of the stack. */
export function createListFilesTool(files: Files, ttlSeconds: number): AgentTool {
  return defineTool({
    name: 'listFiles',
    version: 1,
    description:
      'Lists the ingested files, newest first, with their hashes, by which `readFile` and `similarFiles` know them. ' +
      '`next` is to be given as `after` for the next page; null on the last one.',
    ttlSeconds,
    // Whenever a file becomes readable, changes or goes, this tag is dropped.
    tags: [SEARCH_TAG],
    readsFiles: false,
    arguments: conditions,
    answer: async (query, requestId) => {
      const { value, tags } = await files.list(query, requestId);
      return { output: { text: JSON.stringify(value) }, tags };
    },
  });
}

/** Some of these names; in one order and each once, so that the same set is the same arguments. */
function setOf<const N extends readonly [string, ...string[]]>(names: N) {
  return z
    .array(z.enum(names))
    .min(1)
    .max(names.length)
    .overwrite((given) => [...new Set(given)].sort());
}
