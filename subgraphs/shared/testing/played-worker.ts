import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { writeEmbeddingsAnswer } from '../embedding/embeddings-answer.ts';
import { createWordEmbedder, type WordEmbedder } from './word-embedder.ts';

/** The worker as far as other services ask it: what their caches missed, and for vectors. */
export interface PlayedWorker {
  readonly url: string;
  /** Queries of every call so far. */
  readonly asked: string[];
  /** What is answered; nothing was missed unless a test says so. */
  missed: {
    changes: readonly { readonly tags: readonly string[] }[] | null;
    position: string;
    removedFiles: readonly string[];
  };
  /** Makes the vectors; space, model and failures are its own. */
  embedder: WordEmbedder;
  close(): Promise<void>;
}

/** Listens on a free loopback port. */
export async function startPlayedWorker(): Promise<PlayedWorker> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      void embed(worker.embedder, request, response);
      return;
    }
    asked.push(request.url?.split('?')[1] ?? '');
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(worker.missed));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const worker: PlayedWorker = {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    missed: { changes: [], position: 'log:0', removedFiles: [] },
    embedder: createWordEmbedder(),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return worker;
}

async function embed(embedder: WordEmbedder, request: IncomingMessage, response: ServerResponse) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { texts } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { texts: string[] };
  try {
    const { space, fusionWeight, language = null } = embedder;
    const vectors = await embedder.embed(texts);
    response.end(JSON.stringify(writeEmbeddingsAnswer({ space, fusionWeight, language, vectors })));
  } catch {
    response.statusCode = 503;
    response.end(JSON.stringify({ code: 'MODEL_UNAVAILABLE', detail: 'The model is away.' }));
  }
}
