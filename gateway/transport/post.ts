import type { Dispatcher } from 'undici';
import { type Cancellation, type CancellationListener, CancelledError } from './cancellation.ts';

/** One POST with a JSON body. */
export interface Post {
  readonly origin: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Of the whole exchange. */
  readonly timeoutMs: number;
  readonly cancellation: Cancellation | undefined;
}

/** What came back, whole. */
export interface PostAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/**
 * Sends on undici's lowest layer: no stream, no response object, one timer. Rejects with undici's fault, with a
 * `TimeoutError`, or with a `CancelledError`.
 */
export function post(dispatcher: Dispatcher, call: Post): Promise<PostAnswer> {
  const { origin, path, headers, body, cancellation } = call;
  if (cancellation?.isCancelled) return Promise.reject(new CancelledError());
  return new Promise((resolve, reject) => {
    const exchange = new Exchange(call, { resolve, reject });
    // The exchange has a time limit of its own; undici's are of its parts.
    const limits = { headersTimeout: 0, bodyTimeout: 0 };
    dispatcher.dispatch({ origin, path, method: 'POST', headers, body, ...limits }, exchange);
  });
}

interface Settle {
  readonly resolve: (answer: PostAnswer) => void;
  readonly reject: (fault: unknown) => void;
}

class Exchange implements Dispatcher.DispatchHandler, CancellationListener {
  readonly #settle: Settle;
  readonly #cancellation: Cancellation | undefined;
  readonly #timer: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #fault: Error | undefined;
  #status = 0;
  #headers: PostAnswer['headers'] = {};

  constructor({ timeoutMs, cancellation }: Post, settle: Settle) {
    this.#settle = settle;
    this.#cancellation = cancellation;
    this.#timer = setTimeout(() => this.#giveUp(timeoutError(timeoutMs)), timeoutMs);
    cancellation?.add(this);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#fault !== undefined) controller.abort(this.#fault);
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    status: number,
    headers: PostAnswer['headers'],
  ): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#end();
    const [first, second] = this.#chunks;
    const whole = second === undefined ? first : Buffer.concat(this.#chunks);
    const body = whole?.toString('utf8') ?? '';
    this.#settle.resolve({ status: this.#status, headers: this.#headers, body });
  }

  onResponseError(_: Dispatcher.DispatchController, fault: Error): void {
    this.#end();
    this.#settle.reject(this.#fault ?? fault);
  }

  onCancel(): void {
    this.#giveUp(new CancelledError());
  }

  /** Answers at once: a call that waits for a connection has nothing yet that could be aborted. */
  #giveUp(fault: Error): void {
    this.#fault = fault;
    this.#end();
    this.#settle.reject(fault);
    this.#controller?.abort(fault);
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#cancellation?.remove(this);
  }
}

function timeoutError(timeoutMs: number): Error {
  return new DOMException(`no answer within ${Math.round(timeoutMs)} ms`, 'TimeoutError');
}
