import { type LocalServer, startLocalServer } from './local-server.ts';

/** A passage that the server has, of a file of its own. */
export interface ServedPassage {
  readonly chunkId: string;
  readonly fileHash: string;
  readonly title: string;
  readonly text: string;
}

/** One operation that the server was asked. */
export interface ServedCall {
  readonly operation: 'search' | 'contextBundle' | 'citedPassages';
  readonly query: string;
  readonly requestId: string | undefined;
}

/** The retrieval service's GraphQL as far as agents ask it, over HTTP: passages that share a word with the query. */
export interface RetrievalServer extends LocalServer {
  readonly calls: ServedCall[];
  /** May be changed while the server runs. */
  passages: readonly ServedPassage[];
  /** When set, searches are answered with this error. */
  searchError: { readonly code: string; readonly message: string } | null;
  /** When true, everything is answered with an error that no client should see. */
  fails: boolean;
}

interface Operation {
  readonly query: string;
  readonly variables: { readonly query: string; readonly bundle?: { readonly id: string } };
}

export async function startRetrievalServer(
  passages: readonly ServedPassage[],
): Promise<RetrievalServer> {
  const state = { passages, searchError: null as RetrievalServer['searchError'], fails: false };
  const calls: ServedCall[] = [];
  const server = await startLocalServer((body, request) => {
    const { query: document, variables } = body as Operation;
    const operation = operationOf(document);
    const requestId = request.headers['x-request-id'];
    calls.push({ operation, query: variables.query, requestId: requestId?.toString() });
    if (state.fails) return { errors: [{ message: 'Internal server error' }] };
    if (operation === 'citedPassages') {
      const found = state.passages.filter(({ chunkId }) => variables.bundle?.id.includes(chunkId));
      return { data: { _entities: [{ __typename: 'ContextBundle', ...toBundle(found) }] } };
    }
    const found = find(state.passages, variables.query);
    if (operation === 'contextBundle') return { data: { contextBundle: toBundle(found) } };
    if (state.searchError === null) return { data: { search: toSearchResult(found) } };
    const { message, code } = state.searchError;
    return { errors: [{ message, extensions: { code } }] };
  });
  return Object.assign(state, { calls }, server);
}

function operationOf(document: string): ServedCall['operation'] {
  if (document.includes('ContextBundle {')) return 'citedPassages';
  return document.includes('contextBundle(') ? 'contextBundle' : 'search';
}

function toCache(tag: string, found: readonly ServedPassage[]) {
  const tags = [tag, ...found.map(({ fileHash }) => `file-${fileHash}`)];
  return { ttlSeconds: 3600, tags };
}

function find(passages: readonly ServedPassage[], query: string): readonly ServedPassage[] {
  const asked = wordsOf(query);
  return passages.filter(({ text }) => wordsOf(text).some((word) => asked.includes(word)));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
}

function toSearchResult(found: readonly ServedPassage[]) {
  return {
    hits: found.map(({ text, title, chunkId, fileHash }) => ({
      title,
      position: 0,
      text,
      chunk: { id: chunkId },
      file: { hash: fileHash },
    })),
    cache: toCache('search', found),
  };
}

function toBundle(found: readonly ServedPassage[]) {
  return {
    id: `bundle-${found.map(({ chunkId }) => chunkId).join('-')}`,
    sections: found.map(({ title }, index) => ({ title, citations: [index + 1] })),
    citations: found.map(({ text, chunkId, fileHash }, index) => ({
      number: index + 1,
      quote: text,
      chunk: { id: chunkId },
      file: { hash: fileHash },
    })),
    cache: toCache('context', found),
  };
}
