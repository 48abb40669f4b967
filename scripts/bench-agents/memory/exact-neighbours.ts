interface Neighbour {
  readonly id: string;
  readonly similarity: number;
}

/** The nearest to each of some unit vectors among all that are added, by comparing every one. */
export class ExactNeighbours {
  readonly #queries: readonly Float32Array[];
  readonly #depth: number;
  readonly #nearest: Neighbour[][];

  constructor(queries: readonly Float32Array[], depth: number) {
    this.#queries = queries;
    this.#depth = depth;
    this.#nearest = queries.map(() => []);
  }

  add(id: string, vector: Float32Array): void {
    for (const [at, query] of this.#queries.entries()) {
      const nearest = this.#nearest[at] ?? [];
      const similarity = dot(query, vector);
      const last = nearest.at(-1);
      if (nearest.length === this.#depth && last && last.similarity >= similarity) continue;
      nearest.push({ id, similarity });
      nearest.sort((left, right) => right.similarity - left.similarity);
      nearest.length = Math.min(nearest.length, this.#depth);
    }
  }

  /** The ids of the nearest to each query. */
  get ids(): readonly (readonly string[])[] {
    return this.#nearest.map((nearest) => nearest.map(({ id }) => id));
  }
}

function dot(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < left.length; at += 1) sum += (left[at] ?? 0) * (right[at] ?? 0);
  return sum;
}
