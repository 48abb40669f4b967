import { DomainError } from '../shared/service/domain-error.ts';

/** What one call of the chat model may cost. */
export interface ModelCallLimits {
  /** The call with its whole answer. */
  readonly callMs: number;
  /** Silence: before the answer begins, and between two pieces of it. */
  readonly idleMs: number;
}

/** An answer of more than this is not one: a megabyte of text is some 250,000 tokens. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

/** Ends a call that takes too long, says nothing for too long, or says too much. */
class CallWatch {
  readonly #abortion = new AbortController();
  readonly #limits: ModelCallLimits;
  readonly #call: NodeJS.Timeout;
  #idle: NodeJS.Timeout | undefined;
  #bytes = 0;
  #isOver = false;

  constructor(limits: ModelCallLimits) {
    this.#limits = limits;
    const tooLong = `took longer than ${limits.callMs} ms for one answer; see CHAT_TIMEOUT_SECONDS`;
    this.#call = setTimeout(() => this.#end('TIMEOUT', tooLong), limits.callMs);
    this.heard(0);
  }

  /** Aborted with the fault. */
  get signal(): AbortSignal {
    return this.#abortion.signal;
  }

  heard(bytes: number): void {
    if (this.#isOver) return;
    this.#bytes += bytes;
    if (this.#bytes > MAX_ANSWER_BYTES) {
      this.#end('MODEL_UNAVAILABLE', `sent more than ${MAX_ANSWER_BYTES} bytes as one answer`);
      return;
    }
    const { idleMs } = this.#limits;
    const silent = `said nothing for ${idleMs} ms; see CHAT_IDLE_TIMEOUT_SECONDS`;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#end('TIMEOUT', silent), idleMs);
  }

  stop(): void {
    this.#isOver = true;
    clearTimeout(this.#call);
    clearTimeout(this.#idle);
  }

  #end(code: 'TIMEOUT' | 'MODEL_UNAVAILABLE', what: string): void {
    this.stop();
    this.#abortion.abort(new DomainError(code, `The chat model ${what}.`));
  }
}

/**
 * A `fetch` for model calls that are abandoned with TIMEOUT when they hang or drip, and with MODEL_UNAVAILABLE when they
 * flood. These faults are not tried again: what hung once has cost most of the question's time.
 */
export function createModelFetch(limits: ModelCallLimits): typeof fetch {
  return async (input, init) => {
    const watch = new CallWatch(limits);
    const given = init?.signal;
    given?.addEventListener('abort', () => watch.stop(), { once: true });
    const signal = given ? AbortSignal.any([given, watch.signal]) : watch.signal;
    try {
      const response = await fetch(input, { ...init, signal });
      return watchBody(response, watch);
    } catch (error) {
      watch.stop();
      throw error;
    }
  };
}

function watchBody(response: Response, watch: CallWatch): Response {
  const body = response.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        watch.heard(chunk.byteLength);
        controller.enqueue(chunk);
      },
      flush: () => watch.stop(),
    }),
  );
  if (body === undefined) watch.stop();
  const { status, statusText, headers } = response;
  return new Response(body ?? null, { status, statusText, headers });
}
