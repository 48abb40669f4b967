import type { Random } from '../measuring/random.ts';

/** Topics: one for so many chunks, as a corpus that grows brings new ones. */
const CHUNKS_PER_TOPIC = 100;

/** How far chunks lie from the middle of their topic, in parts of the middle's length. */
const SPREAD = 0.8;

/**
 * Unit vectors that lie together as those of a model do: a mixture of Gaussians on the sphere. Its noise is not the same in
 * every direction but falls off as `1/√n`, because the vectors of texts fill few of their dimensions; with even
 * noise all neighbours would be equally far, which no index and no reader could make anything of.
 */
export class SyntheticVectors {
  readonly #random: Random;
  readonly #scales: Float32Array;
  readonly #topics: readonly Float32Array[];

  constructor(random: Random, options: { dimensions: number; chunks: number }) {
    this.#random = random;
    this.#scales = Float32Array.from(
      { length: options.dimensions },
      (_, at) => 1 / Math.sqrt(at + 1),
    );
    const topics = Math.max(10, Math.round(options.chunks / CHUNKS_PER_TOPIC));
    this.#topics = Array.from({ length: topics }, () => this.#unit(this.#noise()));
  }

  /** A vector of any topic: a chunk's, or a query's that no chunk is the answer of word for word. */
  next(): Float32Array {
    const topic = this.#random.pick(this.#topics);
    const noise = this.#unit(this.#noise());
    return this.#unit(topic.map((value, at) => value + SPREAD * (noise[at] ?? 0)));
  }

  #noise(): Float32Array {
    return this.#scales.map((scale) => scale * this.#gaussian());
  }

  /** Box and Muller's method. */
  #gaussian(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.#random.next()));
    return radius * Math.cos(2 * Math.PI * this.#random.next());
  }

  #unit(vector: Float32Array): Float32Array {
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  }
}
