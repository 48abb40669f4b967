import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { embedWords } from './word-embedder.ts';

/** How one call of `/v1/embeddings` goes wrong. */
export type Mishap =
  | { readonly status: number; readonly retryAfter?: string }
  | { readonly text: string }
  | { readonly vectors: readonly (readonly number[])[] }
  | { readonly silence: true };

/** A server of its own that speaks OpenAI's protocol; its model places texts by their words. */
export interface EmbeddingServer {
  /** Up to `/v1`. */
  readonly url: string;
  /** The texts of each call that was understood, in the order of arrival. */
  readonly calls: (readonly string[])[];
  /** The texts whose vectors were given. */
  readonly answered: string[];
  /** The `authorization` header of each request. */
  readonly authorizations: (string | undefined)[];
  /** Taken one by one by the calls that come next. */
  readonly mishaps: Mishap[];
  /** While it is true every call fails with status 500. */
  isBroken: boolean;
  /** From now on this many calls are answered, and the others wait until more may. */
  allow(count: number): void;
  /** The most calls that were under way together. */
  mostAtOnce: number;
  close(): Promise<void>;
}

/** The model's name and the size of its vectors. */
export interface ServedModel {
  readonly model: string;
  readonly dimensions: number;
  readonly hasModelList?: boolean;
}

export async function startEmbeddingServer(served: ServedModel): Promise<EmbeddingServer> {
  const state = {
    calls: [] as (readonly string[])[],
    answered: [] as string[],
    authorizations: [] as (string | undefined)[],
    mishaps: [] as Mishap[],
    isBroken: false,
    mostAtOnce: 0,
  };
  const turnstile = createTurnstile();
  let underWay = 0;
  const server = createServer(async (request, response) => {
    state.authorizations.push(request.headers.authorization);
    const isEmbedding = request.url?.endsWith('/embeddings') ?? false;
    if (!isEmbedding) return answerModels(served, request, response);
    underWay += 1;
    state.mostAtOnce = Math.max(state.mostAtOnce, underWay);
    try {
      await answerEmbeddings(served, { state, turnstile }, request, response);
    } finally {
      underWay -= 1;
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    if (!server.listening) return;
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return Object.assign(state, { url, close, allow: turnstile.allow });
}

type ServerState = Pick<EmbeddingServer, 'calls' | 'answered' | 'mishaps' | 'isBroken'>;
type Turnstile = ReturnType<typeof createTurnstile>;

function createTurnstile() {
  const waiting: (() => void)[] = [];
  let left = Number.POSITIVE_INFINITY;
  return {
    allow: (count: number) => {
      left = count;
      while (left > 0 && waiting.length > 0) {
        left -= 1;
        waiting.shift()?.();
      }
    },
    pass: async () => {
      if (left > 0) left -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}

function answerModels(served: ServedModel, request: IncomingMessage, response: ServerResponse) {
  const isThere = request.url?.endsWith('/models') && (served.hasModelList ?? true);
  if (!isThere) return send(response, 404, { error: { message: 'not found' } });
  return send(response, 200, { object: 'list', data: [{ id: served.model, object: 'model' }] });
}

async function answerEmbeddings(
  { model, dimensions }: ServedModel,
  { state, turnstile }: { state: ServerState; turnstile: Turnstile },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { input } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { input: string[] };
  state.calls.push(input);
  const mishap = state.isBroken ? { status: 500 } : state.mishaps.shift();
  if (mishap !== undefined) return goWrong(response, mishap);
  await turnstile.pass();
  if (response.destroyed) return;
  state.answered.push(...input);
  const data = input.map((text, index) => ({
    object: 'embedding',
    index,
    embedding: Array.from(embedWords(text, dimensions)),
  }));
  // Numbered and in another order, as the protocol allows.
  send(response, 200, { object: 'list', model, data: data.reverse(), usage: { prompt_tokens: 1 } });
}

function goWrong(response: ServerResponse, mishap: Mishap): void {
  if ('silence' in mishap) return;
  if ('status' in mishap) {
    if (mishap.retryAfter !== undefined) response.setHeader('retry-after', mishap.retryAfter);
    const said = response.req.headers.authorization;
    send(response, mishap.status, { error: { message: `refused, with your secret ${said}` } });
    return;
  }
  if ('text' in mishap) {
    response.setHeader('content-type', 'application/json');
    response.end(mishap.text);
    return;
  }
  send(response, 200, { data: mishap.vectors.map((embedding) => ({ embedding })) });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}
