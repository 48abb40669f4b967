/** What one call brought, for one of its callers. */
export interface Landed<T> {
  readonly value: T;
  /** Others hold the same value. */
  readonly isShared: boolean;
}

/** One call that its callers wait for. */
interface Departure<T> {
  readonly landed: Promise<Landed<T>>;
  readonly cancel: AbortController;
  callers: number;
}

/**
 * Calls with the same key that are made in the same turn of the event loop are sent as one. A call is sent only after everybody
 * who shares its answer has asked, so nobody is given what is older than the own question: not after a mutation, not
 * after an invalidation, whoever made it. The busier the process, the more calls one turn brings.
 */
export class JoinedCalls<T> {
  readonly #boarding = new Map<string, Departure<T>>();

  /**
   * Rejects with the signal's reason when this caller gives up; the call itself is given up when all of them have.
   */
  join(
    key: string,
    send: (signal: AbortSignal) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<Landed<T>> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const departure = this.#boarding.get(key) ?? this.#board(key, send);
    departure.callers++;
    return signal === undefined ? departure.landed : leaveOnAbort(departure, signal);
  }

  #board(key: string, send: (signal: AbortSignal) => Promise<T>): Departure<T> {
    const cancel = new AbortController();
    const depart = async (): Promise<Landed<T>> => {
      await turnEnd();
      this.#boarding.delete(key);
      const isShared = departure.callers > 1;
      return { value: await send(cancel.signal), isShared };
    };
    const departure: Departure<T> = { landed: depart(), cancel, callers: 0 };
    // Its callers may all have left when it fails.
    departure.landed.catch(() => undefined);
    this.#boarding.set(key, departure);
    return departure;
  }
}

/** Everything that has arrived is looked at first. */
function turnEnd(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function leaveOnAbort<T>(departure: Departure<T>, signal: AbortSignal): Promise<Landed<T>> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      reject(signal.reason);
      if (--departure.callers === 0) departure.cancel.abort(signal.reason);
    };
    signal.addEventListener('abort', leave);
    departure.landed
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', leave));
  });
}
