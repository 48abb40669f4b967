import {
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  ExponentialBackoff,
  handleWhen,
  type IBackoff,
  type IRetryBackoffContext,
  retry,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import { ServerFault, toServerFault } from './server-fault.ts';

export interface CallLimits {
  readonly concurrency: number;
  /** Of one attempt. */
  readonly timeoutMs: number;
  /** Attempts after the first. */
  readonly maxRetries: number;
  /** Wait before the first retry; doubled each time, with jitter. Default 250. */
  readonly retryMs?: number;
  /** How long a server that failed again and again is not asked. Default 5000, doubled up to a minute. */
  readonly restMs?: number;
}

/** A server that asks for more patience than this is tried again by whoever waits for it, not by the call. */
const LONGEST_WAIT_MS = 30_000;
const LONGEST_REST_MS = 60_000;
const FAILURES_UNTIL_REST = 5;

const isWorthWaiting = (error: Error): boolean =>
  error instanceof ServerFault &&
  error.kind !== 'refused' &&
  (error.retryAfterMs ?? 0) <= LONGEST_WAIT_MS;
const isAway = (error: Error): boolean => error instanceof ServerFault && error.kind === 'away';

/**
 * Calls to one model server: a few at a time, each attempt with a time limit, passing faults tried again (429 after as
 * long as the server asks), and a server that is away left alone for a while. Rejects with a `ServerFault`.
 */
export class ModelCalls {
  readonly #timeoutMs: number;
  readonly #attempt: ReturnType<typeof attemptPolicy>;
  readonly #call: ReturnType<typeof callPolicy>;
  readonly #closed = new AbortController();

  constructor(limits: CallLimits) {
    this.#timeoutMs = limits.timeoutMs;
    this.#attempt = attemptPolicy(limits);
    this.#call = callPolicy(limits);
  }

  /** `ask` must stop when the signal aborts. */
  async run<T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
    try {
      const { signal } = this.#closed;
      return await this.#call.execute((context) => this.#tryOnce(ask, context.signal), signal);
    } catch (error) {
      throw toServerFault(error, this.#timeoutMs, Date.now());
    }
  }

  /** What is under way fails. */
  close(): void {
    this.#closed.abort();
  }

  async #tryOnce<T>(ask: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    try {
      return await this.#attempt.execute((context) => ask(context.signal), signal);
    } catch (error) {
      throw toServerFault(error, this.#timeoutMs, Date.now());
    }
  }
}

function attemptPolicy({ timeoutMs }: CallLimits) {
  return timeout(timeoutMs, { strategy: TimeoutStrategy.Aggressive, abortOnReturn: false });
}

/** From the outside in: a place among those that may ask, the retries, the rest after failures. */
function callPolicy({ concurrency, maxRetries, retryMs = 250, restMs = 5000 }: CallLimits) {
  const growing = new ExponentialBackoff({ initialDelay: retryMs, maxDelay: LONGEST_WAIT_MS });
  const patient = new DelegateBackoff<IRetryBackoffContext<unknown>, IBackoff<unknown>>(
    (context, state) => {
      const next = state?.next(context) ?? growing.next();
      const delay = Math.max(next.duration, Math.min(retryAfterOf(context), LONGEST_WAIT_MS));
      return { delay, state: next };
    },
  );
  return wrap(
    bulkhead(concurrency, Number.POSITIVE_INFINITY),
    retry(handleWhen(isWorthWaiting), {
      maxAttempts: maxRetries,
      backoff: patient,
    }).dangerouslyUnref(),
    circuitBreaker(handleWhen(isAway), {
      halfOpenAfter: new ExponentialBackoff({ initialDelay: restMs, maxDelay: LONGEST_REST_MS }),
      breaker: new ConsecutiveBreaker(FAILURES_UNTIL_REST),
    }),
  );
}

/** How long the server asked us to wait, in milliseconds. */
function retryAfterOf({ result }: IRetryBackoffContext<unknown>): number {
  const fault = 'error' in result ? result.error : undefined;
  return fault instanceof ServerFault ? (fault.retryAfterMs ?? 0) : 0;
}
