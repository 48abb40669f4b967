import { z } from 'zod';
import { DomainError } from '../shared/service/domain-error.ts';
import { callGraphQL } from '../shared/service/graphql-client.ts';
import type { ServiceClient } from '../shared/service/service-client.ts';
import type { CitedPassage, Retrieval } from './retrieval.ts';

/** Not recorded: the words are a user's, and everybody may read which searches ran. */
const SEARCH = `query AgentSearch($query: String!, $first: Int!) {
  search(query: $query, first: $first, record: false) {
    hits { text chunk { id } file { hash } }
    cache { tags ttlSeconds }
  }
}`;

const CONTEXT_BUNDLE = `query AgentContextBundle($query: String!, $tokenBudget: Int!) {
  contextBundle(query: $query, tokenBudget: $tokenBudget) {
    id
    sections { title citations }
    citations { number quote chunk { id } file { hash } }
    cache { tags ttlSeconds }
  }
}`;

const place = {
  chunk: z.object({ id: z.string() }).nullable(),
  file: z.object({ hash: z.string() }).nullable(),
};
const cache = z.object({
  tags: z.array(z.string()).nullable(),
  ttlSeconds: z.number().nullable(),
});

const searchAnswer = z.object({
  search: z.object({ hits: z.array(z.object({ text: z.string(), ...place })), cache }),
});

const contextAnswer = z.object({
  contextBundle: z.object({
    id: z.string(),
    sections: z.array(z.object({ title: z.string(), citations: z.array(z.number()) })),
    citations: z.array(z.object({ number: z.number(), quote: z.string(), ...place })),
    cache,
  }),
});

/** The retrieval service over its own `/graphql`. */
export function createRetrievalClient(client: ServiceClient): Retrieval {
  return {
    search: async (variables, requestId) => {
      const data = await callGraphQL(client, { query: SEARCH, variables, requestId });
      const { search } = read(searchAnswer, data);
      const value = search.hits.flatMap(({ text, chunk, file }) =>
        chunk && file ? [{ chunkId: chunk.id, fileHash: file.hash, title: null, text }] : [],
      );
      return { value, tags: tagsToKeep(search.cache) };
    },
    contextBundle: async (variables, requestId) => {
      const data = await callGraphQL(client, { query: CONTEXT_BUNDLE, variables, requestId });
      const { contextBundle } = read(contextAnswer, data);
      return {
        value: { id: contextBundle.id, passages: toPassages(contextBundle) },
        tags: tagsToKeep(contextBundle.cache),
      };
    },
  };
}

/** An answer that retrieval itself does not keep (made without the embedding model, say) is not kept here either. */
function tagsToKeep({ tags, ttlSeconds }: z.infer<typeof cache>): readonly string[] | null {
  return ttlSeconds === null || ttlSeconds === 0 ? null : tags;
}

function toPassages(bundle: z.infer<typeof contextAnswer>['contextBundle']): CitedPassage[] {
  const titles = new Map(
    bundle.sections.flatMap(({ title, citations }) => citations.map((number) => [number, title])),
  );
  return bundle.citations.flatMap(({ number, quote, chunk, file }) =>
    chunk && file
      ? [
          {
            number,
            chunkId: chunk.id,
            fileHash: file.hash,
            title: titles.get(number) ?? null,
            text: quote,
          },
        ]
      : [],
  );
}

function read<S extends z.ZodType>(schema: S, data: unknown): z.infer<S> {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  throw new DomainError(
    'SUBGRAPH_UNAVAILABLE',
    'The retrieval service gave an answer that does not fit its schema; are both of one version?',
    { cause: result.error },
  );
}
