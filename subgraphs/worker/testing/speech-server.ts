import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does with a request: answers, keeps the connection open without a word, or cuts it. */
export type SpeechAnswer = { readonly status?: number; readonly body: unknown } | 'hang' | 'cut';

interface SpeechRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** A server that speaks OpenAI's protocol for transcriptions, and answers in turn what it is told to. */
export class SpeechServer {
  readonly requests: SpeechRequest[] = [];
  readonly #server: Server;
  #answers: SpeechAnswer[] = [];
  #onRequest: (() => void)[] = [];

  private constructor() {
    this.#server = createServer((request, response) => void this.#take(request, response));
  }

  static async listen(): Promise<SpeechServer> {
    const speech = new SpeechServer();
    await new Promise<void>((listening) => speech.#server.listen(0, '127.0.0.1', listening));
    return speech;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  /** The last answer is repeated; without any it is 404. */
  willAnswer(...answers: readonly SpeechAnswer[]): void {
    this.#answers = [...answers];
  }

  /** Resolves with the next request. */
  requested(): Promise<void> {
    return new Promise((resolve) => this.#onRequest.push(resolve));
  }

  reset(): void {
    this.#answers = [];
    this.requests.length = 0;
    this.#server.closeAllConnections();
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    this.requests.push({
      path: request.url ?? '',
      authorization: request.headers.authorization,
      body: Buffer.concat(pieces).toString('latin1'),
    });
    for (const tell of this.#onRequest.splice(0)) tell();
    const answer = this.#answers.length > 1 ? this.#answers.shift() : this.#answers[0];
    if (answer === 'hang') return;
    if (answer === 'cut') return void response.destroy();
    const body =
      typeof answer?.body === 'string' ? answer.body : JSON.stringify(answer?.body ?? {});
    response
      .writeHead(answer?.status ?? (answer ? 200 : 404), { location: '/elsewhere' })
      .end(body);
  }
}
