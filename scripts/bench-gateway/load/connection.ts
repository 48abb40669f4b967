import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { AnswerReader, type HttpAnswer } from './answer-reader.ts';

/** One HTTP/1.1 connection, kept alive, with one request on it at a time. */
export class Connection {
  readonly #socket: Socket;
  readonly #head: string;
  readonly #reader = new AnswerReader();
  #settle: ((answer: HttpAnswer | Error) => void) | undefined;

  private constructor(socket: Socket, port: number) {
    this.#socket = socket;
    this.#head =
      `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\n` +
      'accept: application/json\r\ncontent-length: ';
    socket.on('data', (bytes) => this.#receive(bytes));
    socket.on('error', (error) => this.#settle?.(error));
    socket.on('close', () => this.#settle?.(new Error('The gateway hung up.')));
  }

  /** To the GraphQL endpoint of a gateway on this machine. */
  static async open(port: number): Promise<Connection> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    return new Connection(socket, port);
  }

  /** Rejects when the connection ends before the answer has come. */
  ask(body: string): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      this.#settle = (answer) => {
        this.#settle = undefined;
        if (answer instanceof Error) reject(answer);
        else resolve(answer);
      };
      this.#socket.write(`${this.#head}${Buffer.byteLength(body)}\r\n\r\n${body}`, 'utf8');
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(bytes: Buffer): void {
    try {
      const answer = this.#reader.read(bytes);
      if (answer !== undefined) this.#settle?.(answer);
    } catch (error) {
      this.#settle?.(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
