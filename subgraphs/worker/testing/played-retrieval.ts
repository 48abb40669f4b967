import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface PutBody {
  readonly chunks: readonly { readonly id: string; readonly vector: string | null }[];
}

/** Retrieval's internal interface for a worker in another process: keeps rows by id, and can be told to hang. */
export class PlayedRetrieval {
  /** While true, writes that carry vectors are taken and never answered. */
  isHanging = false;
  /** Chunk id → vector of what was written, per file. */
  readonly rows = new Map<string, Map<string, string | null>>();
  hangingWrites = 0;
  readonly #server: Server;

  constructor() {
    this.#server = createServer(async (request, response) => {
      let body = '';
      for await (const piece of request) body += piece;
      const hash = /\/files\/([0-9a-f]{64})/.exec(request.url ?? '')?.[1];
      if (request.method === 'DELETE' && hash) this.rows.delete(hash);
      if (request.method === 'PUT' && hash && !this.#write(hash, JSON.parse(body))) return;
      const answer = { removedEntries: 0, incarnation: 'table', isServing: true };
      response.end(JSON.stringify(answer));
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((listening) => this.#server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** False when the write shall not be answered. */
  #write(hash: string, { chunks }: PutBody): boolean {
    if (this.isHanging && chunks.some(({ vector }) => vector !== null)) {
      this.hangingWrites += 1;
      return false;
    }
    const rows = this.rows.get(hash) ?? new Map<string, string | null>();
    for (const { id, vector } of chunks) rows.set(id, vector);
    this.rows.set(hash, rows);
    return true;
  }
}
