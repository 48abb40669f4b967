import type { Embedder } from '../shared/embedding/embedder.ts';
import { DomainError } from '../shared/service/domain-error.ts';
import { isForeign } from '../shared/text/query-language.ts';

export interface QueryEmbedderOptions {
  /** A model that answers later than this counts as away. Its first answer waits for the weights to load. */
  readonly timeoutMs?: number;
  /** How long a silent model is not asked again, so that each search does not wait for it anew. */
  readonly restMs?: number;
  /** Milliseconds of a monotonic clock. */
  readonly now?: () => number;
}

/** The vector of a query, with a bound on what a failing or hanging model can cost a search. */
export class QueryEmbedder {
  readonly fusionWeight: number;
  readonly #embedder: Embedder;
  readonly #timeoutMs: number;
  readonly #restMs: number;
  readonly #now: () => number;
  #restsUntil = Number.NEGATIVE_INFINITY;

  constructor(embedder: Embedder, options: QueryEmbedderOptions = {}) {
    this.fusionWeight = embedder.fusionWeight;
    this.#embedder = embedder;
    this.#timeoutMs = options.timeoutMs ?? 15_000;
    this.#restMs = options.restMs ?? 30_000;
    this.#now = options.now ?? (() => performance.now());
  }

  /** False when the model knows English only and the text is certainly something else: its vector would mean nothing. */
  understands(text: string): boolean {
    return this.#embedder.language !== 'en' || !isForeign(text);
  }

  /** Rejects with MODEL_UNAVAILABLE when the model fails or is silent. */
  async embed(text: string): Promise<Float32Array> {
    if (this.#now() < this.#restsUntil) throw this.#unavailable('it did not answer lately');
    const answer = this.#ask(text);
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), this.#timeoutMs);
    });
    const vector = await Promise.race([answer, silence]).finally(() => clearTimeout(timer));
    if (vector !== null) return vector;
    this.#restUntilItAnswers(answer);
    throw this.#unavailable(`it did not answer within ${this.#timeoutMs} ms`);
  }

  async #ask(text: string): Promise<Float32Array> {
    const [vector] = await this.#embedder.embed([text]).catch((cause: unknown) => {
      throw this.#unavailable('it failed', cause);
    });
    if (vector?.length === this.#embedder.dimensions) return vector;
    throw this.#unavailable(`it gave ${vector?.length ?? 'no'} dimensions`);
  }

  #restUntilItAnswers(answer: Promise<Float32Array>): void {
    this.#restsUntil = this.#now() + this.#restMs;
    const wake = () => {
      this.#restsUntil = Number.NEGATIVE_INFINITY;
    };
    answer.then(wake, wake);
  }

  #unavailable(reason: string, cause?: unknown): DomainError {
    return new DomainError(
      'MODEL_UNAVAILABLE',
      `The embedding model ${this.#embedder.model} is needed to search by meaning, but ${reason}. Try again later, or search with mode: KEYWORD.`,
      { cause },
    );
  }
}
