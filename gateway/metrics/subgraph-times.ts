/** What one request cost at one subgraph. Calls run side by side, so that times add up to more than the request took. */
export interface SubgraphTime {
  readonly calls: number;
  readonly tookMs: number;
}

/** Where the time of one request went. */
export class SubgraphTimes {
  readonly #times = new Map<string, SubgraphTime>();

  add(subgraph: string, milliseconds: number): void {
    const { calls, tookMs } = this.#times.get(subgraph) ?? { calls: 0, tookMs: 0 };
    this.#times.set(subgraph, { calls: calls + 1, tookMs: tookMs + milliseconds });
  }

  /** What another request cost counts for this one too. */
  addAll(other: SubgraphTimes): void {
    for (const [subgraph, time] of other.#times) this.#times.set(subgraph, time);
  }

  /** By subgraph, in whole milliseconds. */
  bySubgraph(): Readonly<Record<string, SubgraphTime>> {
    return Object.fromEntries(
      Array.from(this.#times, ([name, { calls, tookMs }]) => [
        name,
        { calls, tookMs: Math.round(tookMs) },
      ]),
    );
  }
}
