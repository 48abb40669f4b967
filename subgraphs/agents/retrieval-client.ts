import { callGraphQL, type Operation } from '../shared/service/graphql-client.ts';
import type { ServiceClient } from '../shared/service/service-client.ts';
import {
  AgentCitedPassagesDocument,
  AgentContextBundleDocument,
  type AgentContextBundleQuery,
  AgentSearchDocument,
  type AgentSearchQuery,
  AgentSimilarFilesDocument,
} from './generated/retrieval-operations.ts';
import type { CitedPassage, Passage, Retrieval } from './retrieval.ts';

type Hit = AgentSearchQuery['search']['hits'][number];
type CacheFacts = AgentSearchQuery['search']['cache'];
type CitedText = Pick<AgentContextBundleQuery['contextBundle'], 'sections' | 'citations'>;

/** The retrieval service over its own `/graphql`. */
export function createRetrievalClient(client: ServiceClient): Retrieval {
  const ask = <R, V>(operation: Operation<R, V>, variables: V, requestId: string | undefined) =>
    callGraphQL(client, { operation, variables, requestId });
  return {
    search: async (query, requestId) => {
      const { search } = (await ask(AgentSearchDocument, query, requestId)).data;
      return { value: search.hits.flatMap(toPassage), tags: tagsToKeep(search.cache) };
    },
    contextBundle: async (query, requestId) => {
      const { contextBundle } = (await ask(AgentContextBundleDocument, query, requestId)).data;
      const { id, cache } = contextBundle;
      return { value: { id, passages: toCitedPassages(contextBundle) }, tags: tagsToKeep(cache) };
    },
    similarFiles: async ({ hash, first }, requestId) => {
      const file = { __typename: 'File', hash };
      const { data, tags } = await ask(AgentSimilarFilesDocument, { file, first }, requestId);
      const [found] = data._entities;
      const hits = found?.__typename === 'File' ? found.similar : [];
      return { value: hits.flatMap(toPassage), tags };
    },
    citedPassages: async (bundleId, requestId) => {
      const bundle = { __typename: 'ContextBundle', id: bundleId };
      const { data, tags } = await ask(AgentCitedPassagesDocument, { bundle }, requestId);
      const [found] = data._entities;
      const passages = found?.__typename === 'ContextBundle' ? toCitedPassages(found) : [];
      return { value: passages, tags };
    },
  };
}

/** An answer that retrieval itself does not keep (made without the embedding model, say) is not kept here either. */
function tagsToKeep({ tags, ttlSeconds }: CacheFacts): readonly string[] | null {
  return ttlSeconds === null || ttlSeconds === 0 ? null : tags;
}

function toPassage({ title, position, text, chunk, file }: Hit): Passage[] {
  return chunk && file ? [{ chunkId: chunk.id, fileHash: file.hash, title, position, text }] : [];
}

function toCitedPassages({ sections, citations }: CitedText): CitedPassage[] {
  const titles = new Map(
    sections.flatMap(({ title, citations: numbers }) => numbers.map((number) => [number, title])),
  );
  return citations.flatMap(({ number, quote, chunk, file }) => {
    if (!chunk || !file) return [];
    const title = titles.get(number) ?? null;
    return [{ number, chunkId: chunk.id, fileHash: file.hash, title, text: quote }];
  });
}
