import { CacheUnavailableError } from './cache-unavailable-error.ts';

const FIRST_PROBE_MS = 25;
const SLOWEST_PROBE_MS = 200;

/** Replies that mean "not now" rather than "not this". */
const AWAY_REPLY =
  /^(LOADING|BUSY|MASTERDOWN|READONLY|CLUSTERDOWN|NOAUTH|WRONGPASS|NOPERM|OOM|MISCONF|ERR max number of clients)/;

/** One operation that waits for its answer. */
interface Wait {
  readonly since: number;
  readonly timeoutMs: number;
  readonly reject: (error: CacheUnavailableError) => void;
}

/**
 * Keeps a Redis that is away or hung from costing every read its patience. The first operation that gets no answer opens
 * it; while it is open operations fail at once and `recover` is tried in the background until it succeeds.
 */
export class CircuitBreaker {
  readonly #timeoutMs: number;
  readonly #recover: () => Promise<void>;
  readonly #onError: (error: unknown) => void;
  /** Rejected when the breaker opens, so that nobody waits for an answer that is known not to come. */
  readonly #waiting = new Set<Wait>();
  /** One for all that wait: a timer of its own would cost every read more than the rest of the breaker. */
  #watch: { readonly timer: NodeJS.Timeout; readonly dueAt: number } | undefined;
  readonly #onClosed = new Set<() => void>();
  #failure: CacheUnavailableError | undefined;
  #probe: NodeJS.Timeout | undefined;
  #isStopped = false;
  #lastAnswerAt = 0;

  constructor(options: {
    timeoutMs: number;
    /** Resolves when Redis can be used again. */
    recover: () => Promise<void>;
    onError: (error: unknown) => void;
  }) {
    this.#timeoutMs = options.timeoutMs;
    this.#recover = options.recover;
    this.#onError = options.onError;
  }

  /** Why Redis cannot be used, or undefined when it can. */
  get failure(): CacheUnavailableError | undefined {
    return this.#failure;
  }

  /**
   * The operation's answer. Rejects with `CacheUnavailableError` when Redis has answered nothing at all for the timeout: a
   * long queue that moves is not an outage.
   */
  run<T>(operation: () => Promise<T>, timeoutMs = this.#timeoutMs): Promise<T> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise<T>((resolve, reject) => {
      const wait: Wait = { since: performance.now(), timeoutMs, reject };
      this.#waiting.add(wait);
      this.#watchUntil(wait.since + timeoutMs);
      operation().then(
        (answer) => {
          this.#end(wait);
          resolve(answer);
        },
        (error: unknown) => {
          this.#end(wait);
          reject(this.#judge(error));
        },
      );
    });
  }

  /** From now on operations fail at once, those under way included, until `recover` succeeds. */
  open(cause: unknown): CacheUnavailableError {
    if (this.#failure !== undefined) return this.#failure;
    const failure = new CacheUnavailableError(`Redis is away: ${messageOf(cause)}`, { cause });
    this.#failure = failure;
    this.#rejectWaiting(failure);
    this.#onError(failure);
    this.#probeAfter(FIRST_PROBE_MS);
    return failure;
  }

  /** Waits until Redis can be used, at most `timeoutMs`; rejects with the failure. */
  async whenClosed(timeoutMs: number): Promise<void> {
    if (this.#failure === undefined) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#onClosed.delete(done);
        resolve();
      };
      const timer = setTimeout(done, timeoutMs);
      this.#onClosed.add(done);
    });
    if (this.#failure !== undefined) throw this.#failure;
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#probe);
    this.#failure ??= new CacheUnavailableError('The cache is closed.');
    this.#rejectWaiting(this.#failure);
    for (const done of [...this.#onClosed]) done();
  }

  #end(wait: Wait): void {
    this.#lastAnswerAt = performance.now();
    this.#waiting.delete(wait);
  }

  #rejectWaiting(failure: CacheUnavailableError): void {
    for (const { reject } of this.#waiting) reject(failure);
    this.#waiting.clear();
    clearTimeout(this.#watch?.timer);
    this.#watch = undefined;
  }

  /** Looks at the operations that wait at this time at the latest. */
  #watchUntil(dueAt: number): void {
    if (this.#watch !== undefined) {
      if (this.#watch.dueAt <= dueAt) return;
      clearTimeout(this.#watch.timer);
    }
    const left = Math.max(1, dueAt - performance.now());
    const timer = setTimeout(() => setImmediate(() => this.#check()), left).unref();
    this.#watch = { timer, dueAt };
  }

  /** Called after the sockets were read: when this process stalled, the answer may have been there for long. */
  #check(): void {
    this.#watch = undefined;
    let next = Number.POSITIVE_INFINITY;
    for (const { since, timeoutMs } of this.#waiting) {
      const dueAt = Math.max(since, this.#lastAnswerAt) + timeoutMs;
      if (dueAt <= performance.now() + 1) {
        this.open(new Error(`Redis gave no answer in ${timeoutMs} ms`));
        return;
      }
      next = Math.min(next, dueAt);
    }
    if (next < Number.POSITIVE_INFINITY) this.#watchUntil(next);
  }

  #judge(error: unknown): unknown {
    const isReply = error instanceof Error && error.name === 'ReplyError';
    return isReply && !AWAY_REPLY.test(error.message) ? error : this.open(error);
  }

  #probeAfter(delayMs: number): void {
    if (this.#isStopped) return;
    this.#probe = setTimeout(() => {
      this.#recover().then(
        () => this.#close(),
        () => this.#probeAfter(Math.min(delayMs * 2, SLOWEST_PROBE_MS)),
      );
    }, delayMs);
    this.#probe.unref();
  }

  #close(): void {
    if (this.#isStopped) return;
    this.#failure = undefined;
    for (const done of [...this.#onClosed]) done();
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
