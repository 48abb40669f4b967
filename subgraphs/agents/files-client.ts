import { callGraphQL } from '../shared/service/graphql-client.ts';
import type { ServiceClient } from '../shared/service/service-client.ts';
import type { FileExtract, Files } from './files.ts';
import {
  AgentListFilesDocument,
  AgentReadFileDocument,
  type AgentReadFileQuery,
} from './generated/worker-operations.ts';

/**
 * The worker over its own `/graphql`. Only what has READY files in it alone may be kept: the worker tells the caches when
 * a file becomes so, changes or goes, but not of a file's steps before that.
 */
export function createFilesClient(client: ServiceClient): Files {
  return {
    read: async ({ hash, from, first }, requestId) => {
      const { data, tags } = await callGraphQL(client, {
        operation: AgentReadFileDocument,
        variables: { hash, from, first },
        requestId,
      });
      const value = data.file && toExtract(hash, data.file);
      return { value, tags: value?.status === 'READY' ? tags : null };
    },
    list: async ({ first, after, ...filter }, requestId) => {
      const { data, tags } = await callGraphQL(client, {
        operation: AgentListFilesDocument,
        variables: { first, after, filter },
        requestId,
      });
      const { edges, totalCount, pageInfo } = data.files;
      const next = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      const isSteady = filter.status.every((status) => status === 'READY');
      const value = { files: edges.map(({ node }) => node), totalCount, next };
      // A list without files names no tags, and is dropped with the searches.
      return { value, tags: isSteady ? (tags ?? []) : null };
    },
  };
}

function toExtract(hash: string, file: NonNullable<AgentReadFileQuery['file']>): FileExtract {
  const { name, mediaType, status, error, chunks } = file;
  const passages = chunks.edges.map(({ node: { id, index, text } }) => {
    return { chunkId: id, fileHash: hash, title: name, position: index, text };
  });
  return { name, mediaType, status, error, chunkCount: chunks.totalCount, passages };
}
