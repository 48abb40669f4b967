import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import { DomainError } from '../../subgraphs/shared/service/domain-error.ts';

const TIMEOUT_MS = 5_000;
/** How long keys are believed before the issuer is asked for them again, which may have withdrawn some. */
const REFRESH_MS = 600_000;
/** How long it is left alone after it answered: tokens that name keys at random must not make it work. */
const PAUSE_MS = 30_000;
/** The same after it gave none. */
const FAILED_PAUSE_MS = 10_000;

/**
 * The public keys of a token issuer (RFC 7517), fetched when the first token comes. Keys that are known go on while the issuer
 * cannot be asked: the first try may hold a request up, and those after it are made beside the requests.
 */
export class IssuerKeys {
  readonly #logger: Logger;
  readonly #now: () => number;
  readonly #keys: ReturnType<typeof createRemoteJWKSet>;
  #askedAt = Number.NEGATIVE_INFINITY;
  #asking: Promise<void> | undefined;
  /** Why the last try gave no keys. */
  #fault: DomainError | undefined;

  constructor(url: URL, logger: Logger, now: () => number = Date.now) {
    this.#logger = logger;
    this.#now = now;
    // When it is asked is decided here: the library asks at each unknown key, and forgets all keys, while none come.
    this.#keys = createRemoteJWKSet(url, {
      timeoutDuration: TIMEOUT_MS,
      cacheMaxAge: Number.POSITIVE_INFINITY,
      cooldownDuration: Number.POSITIVE_INFINITY,
    });
  }

  /** The key that signed a token. Rejects with SUBGRAPH_UNAVAILABLE when that cannot be known now. */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    if (this.#keys.jwks() === undefined) await this.#ask(PAUSE_MS);
    else await this.#refresh();
    try {
      return await this.#keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
    }
    await this.#ask(PAUSE_MS);
    return this.#keys(header, token);
  };

  async #refresh(): Promise<void> {
    const isKnownToFail = this.#fault !== undefined;
    const refreshed = this.#ask(REFRESH_MS).catch(() => undefined);
    if (!isKnownToFail) await refreshed;
  }

  /** Asks for the keys unless that was done within this time; rejects when the last try gave none. */
  async #ask(pauseMs: number): Promise<void> {
    const pause = this.#fault === undefined ? pauseMs : FAILED_PAUSE_MS;
    if (this.#now() - this.#askedAt >= pause) this.#asking ??= this.#reload();
    await this.#asking;
    if (this.#fault !== undefined) throw this.#fault;
  }

  async #reload(): Promise<void> {
    try {
      await this.#keys.reload();
      this.#fault = undefined;
    } catch (cause) {
      this.#logger.warn({ err: cause }, 'token keys unavailable');
      const message = 'The keys of the token issuer cannot be read now.';
      this.#fault = new DomainError('SUBGRAPH_UNAVAILABLE', message, { cause });
    } finally {
      this.#askedAt = this.#now();
      this.#asking = undefined;
    }
  }
}
