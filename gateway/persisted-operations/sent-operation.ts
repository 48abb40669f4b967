import type { FastifyRequest } from 'fastify';

/** How a request says which operation it wants, as far as it says it well. */
export interface SentOperation {
  readonly text: string | undefined;
  /** What `extensions.persistedQuery` holds; undefined when it is absent. */
  readonly persisted: { readonly hash: unknown; readonly version: unknown } | undefined;
}

/** Reads the body of a POST or the address of a GET. What is malformed is left out, and refused by Apollo Server. */
export function readSentOperation({ method, body, query }: FastifyRequest): SentOperation {
  const sent = toRecord(method === 'GET' ? query : body);
  const text = sent['query'];
  const extensions = toRecord(
    method === 'GET' ? parseJson(sent['extensions']) : sent['extensions'],
  );
  const persisted = extensions['persistedQuery'];
  return {
    text: typeof text === 'string' && text !== '' ? text : undefined,
    persisted: persisted == null ? undefined : readPersisted(toRecord(persisted)),
  };
}

function readPersisted({ sha256Hash, version }: Readonly<Record<string, unknown>>) {
  return { hash: sha256Hash, version };
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
