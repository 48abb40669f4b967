import type { Redis } from 'ioredis';
import type { CircuitBreaker } from './circuit-breaker.ts';

/** Of keys in one command, so that none holds the server up for long. */
const MOST_KEYS = 512;

type Replies = readonly (Buffer | null)[];

interface Batch {
  readonly keys: string[];
  readonly replies: Promise<Replies>;
}

/**
 * Reads what is asked for in one turn of the event loop with one MGET. A command costs the client several times what a key in it
 * does, so many readers at once are served faster together than each alone, and a lone one waits for nobody.
 */
export class MgetBatch {
  readonly #client: Redis;
  readonly #breaker: CircuitBreaker;
  #open: Batch | undefined;

  constructor(client: Redis, breaker: CircuitBreaker) {
    this.#client = client;
    this.#breaker = breaker;
  }

  /** The replies to these keys are `replies[from]` and the ones after it. */
  read<T>(
    keys: readonly string[],
    use: (replies: Replies, from: number) => T | Promise<T>,
  ): Promise<T> {
    this.#open ??= this.#begin();
    const { keys: all, replies } = this.#open;
    const from = all.length;
    for (const key of keys) all.push(key);
    return replies.then((each) => use(each, from));
  }

  #begin(): Batch {
    const keys: string[] = [];
    const replies = new Promise<Replies>((resolve, reject) => {
      // Not at the end of this callback: requests that arrive on several sockets at once are callbacks of one turn.
      setImmediate(() => {
        this.#open = undefined;
        this.#send(keys).then(resolve, reject);
      });
    });
    return { keys, replies };
  }

  #send(keys: readonly string[]): Promise<Replies> {
    if (keys.length <= MOST_KEYS) return this.#mget(keys);
    const pages: Promise<Replies>[] = [];
    for (let at = 0; at < keys.length; at += MOST_KEYS) {
      pages.push(this.#mget(keys.slice(at, at + MOST_KEYS)));
    }
    return Promise.all(pages).then((replies) => replies.flat());
  }

  #mget(keys: readonly string[]): Promise<Replies> {
    return this.#breaker.run(() => this.#client.mgetBuffer(keys as string[]));
  }
}
