/** The graph answered with errors, or not at all. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
}

/** Asks the gateway as any client does. */
export class GraphClient {
  readonly #url: string;
  readonly #stopped: AbortSignal;

  constructor(gatewayUrl: string, stopped: AbortSignal) {
    this.#url = `${gatewayUrl}/graphql`;
    this.#stopped = stopped;
  }

  /** Gives `data` and how long the whole round trip took. `T` says what the query asks for. Throws `GraphError`. */
  async ask<T>(
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
  ): Promise<{ data: T; tookMs: number }> {
    const began = performance.now();
    const response = await fetch(this.#url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.any([this.#stopped, AbortSignal.timeout(90_000)]),
    });
    const answer = (await response.json()) as { data?: T; errors?: { message: string }[] };
    const tookMs = performance.now() - began;
    if (answer.errors !== undefined || answer.data === undefined) {
      const reasons = answer.errors?.map(({ message }) => message).join('; ');
      throw new GraphError(reasons ?? `${this.#url} answered ${response.status} without data`);
    }
    return { data: answer.data, tookMs };
  }
}
