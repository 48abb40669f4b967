import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  retry,
} from 'cockatiel';
import type { Dispatcher } from 'undici';
import { isConnectionFault, isTimeout } from './call-fault.ts';
import type { Cancellation } from './cancellation.ts';
import { type PostAnswer, post } from './post.ts';

/** After so many calls in a row that found nobody, or nobody in time, the subgraph is left alone … */
const FAULTS_UNTIL_REST = 5;
/** … for so long, then one call tries. */
const REST_MS = 500;
/** A read whose connection failed is sent again at once, and then so often, after a wait that grows. */
const LATER_RETRIES = 1;
const FIRST_RETRY_MS = 20;

/** One call, as `SubgraphConnection` sends it. */
export interface ConnectionCall {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Of the whole call, with what is tried again. */
  readonly timeoutMs: number;
  readonly cancellation: Cancellation | undefined;
  /** May be sent twice without harm. */
  readonly isRead: boolean;
}

/** What happens on the way that callers do not see. */
export interface ConnectionEvents {
  readonly retried: () => void;
  readonly breakerChanged: (isOpen: boolean) => void;
}

/**
 * The way to one subgraph: a pool of kept connections (of the dispatcher, by origin), reads tried again when a connection
 * fails, and a breaker that spares callers the wait for a subgraph that is away.
 */
export class SubgraphConnection {
  readonly #dispatcher: Dispatcher;
  readonly #origin: string;
  readonly #path: string;
  readonly #retried: (() => void) | undefined;
  readonly #breaker = circuitBreaker(
    handleWhen((fault) => isConnectionFault(fault) || isTimeout(fault)),
    { halfOpenAfter: REST_MS, breaker: new ConsecutiveBreaker(FAULTS_UNTIL_REST) },
  );
  readonly #retry = retry(handleWhen(isConnectionFault), {
    maxAttempts: LATER_RETRIES,
    backoff: new ExponentialBackoff({ initialDelay: FIRST_RETRY_MS }),
  });

  constructor(dispatcher: Dispatcher, url: string, events?: ConnectionEvents) {
    const { origin, pathname } = new URL(url);
    this.#dispatcher = dispatcher;
    this.#origin = origin;
    this.#path = pathname;
    this.#retried = events?.retried;
    this.#breaker.onStateChange((state) => events?.breakerChanged(state !== CircuitState.Closed));
  }

  /** Rejects with the fault of the connection, a `TimeoutError`, a `BrokenCircuitError`, or a `CancelledError`. */
  async send(call: ConnectionCall): Promise<PostAnswer> {
    const endsAt = performance.now() + call.timeoutMs;
    try {
      return await this.#attempt(call, endsAt);
    } catch (fault) {
      if (!call.isRead || !isConnectionFault(fault)) throw fault;
      return this.#retry.execute(() => {
        this.#retried?.();
        return this.#attempt(call, endsAt);
      });
    }
  }

  #attempt(call: ConnectionCall, endsAt: number): Promise<PostAnswer> {
    // The library lets callers wait for the one that tries, which may take as long as a call may.
    if (this.#breaker.state === CircuitState.HalfOpen) {
      return Promise.reject(new BrokenCircuitError());
    }
    return this.#breaker.execute(() => this.#post(call, endsAt));
  }

  #post({ headers, body, cancellation }: ConnectionCall, endsAt: number): Promise<PostAnswer> {
    return post(this.#dispatcher, {
      origin: this.#origin,
      path: this.#path,
      headers,
      body,
      cancellation,
      timeoutMs: Math.max(1, endsAt - performance.now()),
    });
  }
}
