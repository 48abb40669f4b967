import { Cancellation, type CancellationListener, CancelledError } from './cancellation.ts';

/** What one call brought, for one of its callers. */
export interface Landed<T> {
  readonly value: T;
  /** Others hold the same value. */
  readonly isShared: boolean;
}

/** Sends a call, and gives it up when it is cancelled. */
export type Send<T> = (cancellation: Cancellation) => Promise<T>;

/**
 * Calls with the same key that are made in the same turn of the event loop are sent as one. A call is sent only after everybody
 * who shares its answer has asked, so nobody is given what is older than the own question: not after a mutation, not
 * after an invalidation, whoever made it. The busier the process, the more calls one turn brings.
 */
export class JoinedCalls<T> {
  readonly #boarding = new Map<string, Departure<T>>();
  readonly #onJoined: () => void;

  /** `onJoined` is told of every caller who needs no call of its own. */
  constructor(onJoined: () => void = () => undefined) {
    this.#onJoined = onJoined;
  }

  /** Rejects with a `CancelledError` when this caller gives up; the call itself is given up when all of them have. */
  join(key: string, send: Send<T>, client: Cancellation | undefined): Promise<Landed<T>> {
    if (client?.isCancelled) return Promise.reject(new CancelledError());
    const boarding = this.#boarding.get(key);
    if (boarding !== undefined) this.#onJoined();
    const departure = boarding ?? this.#board(key, send);
    return new Promise((resolve, reject) => {
      departure.add(new Caller({ resolve, reject, client, departure }));
    });
  }

  /** It leaves when everything that has arrived was looked at. */
  #board(key: string, send: Send<T>): Departure<T> {
    const departure = new Departure(send);
    this.#boarding.set(key, departure);
    setImmediate(() => {
      this.#boarding.delete(key);
      void departure.leave();
    });
    return departure;
  }
}

/** One call and who waits for it. */
class Departure<T> {
  readonly #send: Send<T>;
  readonly #callers = new Set<Caller<T>>();
  readonly #cancellation = new Cancellation();

  constructor(send: Send<T>) {
    this.#send = send;
  }

  add(caller: Caller<T>): void {
    this.#callers.add(caller);
  }

  remove(caller: Caller<T>): void {
    this.#callers.delete(caller);
    if (this.#callers.size === 0) this.#cancellation.cancel();
  }

  async leave(): Promise<void> {
    if (this.#callers.size === 0) return;
    const isShared = this.#callers.size > 1;
    try {
      const value = await this.#send(this.#cancellation);
      for (const caller of this.#callers) caller.land({ value, isShared });
    } catch (fault) {
      for (const caller of this.#callers) caller.fail(fault);
    }
  }
}

interface CallerOptions<T> {
  readonly resolve: (landed: Landed<T>) => void;
  readonly reject: (fault: unknown) => void;
  readonly client: Cancellation | undefined;
  readonly departure: Departure<T>;
}

class Caller<T> implements CancellationListener {
  readonly #options: CallerOptions<T>;

  constructor(options: CallerOptions<T>) {
    this.#options = options;
    options.client?.add(this);
  }

  land(landed: Landed<T>): void {
    this.#options.client?.remove(this);
    this.#options.resolve(landed);
  }

  fail(fault: unknown): void {
    this.#options.client?.remove(this);
    this.#options.reject(fault);
  }

  onCancel(): void {
    this.#options.reject(new CancelledError());
    this.#options.departure.remove(this);
  }
}
