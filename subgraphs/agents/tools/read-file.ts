import { z } from 'zod';
import { DomainError } from '../../shared/service/domain-error.ts';
import type { Files } from '../files.ts';
import { fileHash } from './file-hash.ts';
import { type AgentTool, defineTool } from './tool.ts';

/** As long as the worker keeps what it extracted: the file's tag drops it when the file changes. */
const TTL_SECONDS = 86_400;
/** A chunk has about a thousand characters, and a model some thousands of tokens to spare. */
const MOST_CHUNKS = 20;

const range = z.strictObject({
  hash: fileHash,
  from: z.int().min(0).max(1_000_000).default(0).describe('Index of the first passage, from 0.'),
  first: z.int().min(1).max(MOST_CHUNKS).default(10).describe('How many passages at most.'),
});

/** Reads a file's text in its own order, some chunks at a time. */
export function createReadFileTool(files: Files): AgentTool {
  return defineTool({
    name: 'readFile',
    version: 1,
    description:
      'Reads a file in order, some passages at a time: from the beginning, or around the `position` of a passage that ' +
      'was found. `next` says where to go on; null at the end.',
    ttlSeconds: TTL_SECONDS,
    tags: [],
    readsFiles: true,
    arguments: range,
    answer: async ({ hash, from, first }, requestId) => {
      const { value: file, tags } = await files.read({ hash, from, first }, requestId);
      if (file === null) throw noSuchFile(hash);
      const { passages, chunkCount, ...facts } = file;
      const end = from + passages.length;
      const next = passages.length > 0 && end < chunkCount ? end : null;
      return { output: { facts: { ...facts, chunkCount, next }, passages }, tags };
    },
  });
}

function noSuchFile(hash: string): DomainError {
  return new DomainError(
    'NOT_FOUND',
    `There is no file ${hash}. \`listFiles\` lists those that there are.`,
  );
}
