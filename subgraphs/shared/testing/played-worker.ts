import { once } from 'node:events';
import { createServer } from 'node:http';

/** The worker as far as caches ask it what they missed. */
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
  close(): Promise<void>;
}

/** Listens on a free loopback port. */
export async function startPlayedWorker(): Promise<PlayedWorker> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
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
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return worker;
}
