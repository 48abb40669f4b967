import { createHash } from 'node:crypto';
import type { ChunkBatch, IndexedChunk } from '../../subgraphs/retrieval/chunk-index.ts';
import type { EvaluationSet } from '../evaluation/evaluation-set.ts';
import { Random } from '../measuring/random.ts';
import { SyntheticVectors } from './synthetic-vectors.ts';

export const DIMENSIONS = 512;
/** The media type of every twentieth file: a filter that 5 % of the chunks fit. */
export const RARE_MEDIA_TYPE = 'application/pdf';
export const USUAL_MEDIA_TYPE = 'text/plain';
const RARE_EVERY = 20;
const CHUNKS_PER_FILE = 100;
const SENTENCES_PER_CHUNK = 5;
const LONGEST_QUERY = 500;
const SEED = 20;

/** What a search is asked: the words of a person, and the vector that a model made of some such text. */
export interface BenchQuery {
  readonly text: string;
  readonly vector: Float32Array;
}

/**
 * A corpus of any size: real sentences put together anew, so that words are as frequent as they are, and synthetic
 * vectors. The same size gives the same corpus.
 */
export class Corpus {
  readonly chunks: number;
  readonly queries: readonly BenchQuery[];
  readonly #random = new Random(SEED);
  readonly #vectors: SyntheticVectors;
  readonly #sentences: readonly string[];

  constructor(sets: readonly EvaluationSet[], options: { chunks: number; queries: number }) {
    this.chunks = options.chunks;
    this.#vectors = new SyntheticVectors(this.#random, { dimensions: DIMENSIONS, ...options });
    this.#sentences = sets.flatMap(({ docs }) => docs.flatMap(({ text }) => sentencesOf(text)));
    this.queries = distinctQueries(sets)
      .slice(0, options.queries)
      .map((text) => ({ text, vector: this.#vectors.next() }));
  }

  /** File by file. */
  *files(): Generator<ChunkBatch> {
    for (let start = 0; start < this.chunks; start += CHUNKS_PER_FILE) {
      yield this.file(start / CHUNKS_PER_FILE, Math.min(CHUNKS_PER_FILE, this.chunks - start));
    }
  }

  /** The file of this number; one beyond the corpus is a new one. */
  file(number: number, chunks = CHUNKS_PER_FILE): ChunkBatch {
    const hash = createHash('sha256').update(`file ${number}`).digest('hex');
    return {
      generation: 'bench',
      live: true,
      file: {
        hash,
        name: `file-${number}.txt`,
        mediaType: number % RARE_EVERY === 0 ? RARE_MEDIA_TYPE : USUAL_MEDIA_TYPE,
        modality: 'TEXT',
        createdAt: Date.UTC(2026, 0, 1) + number * 60_000,
      },
      chunks: Array.from({ length: chunks }, (_, index) => this.#chunk(hash, index)),
    };
  }

  #chunk(hash: string, index: number): IndexedChunk {
    const sentences = Array.from({ length: SENTENCES_PER_CHUNK }, () =>
      this.#random.pick(this.#sentences),
    );
    const text = sentences.join(' ');
    return {
      id: `${hash}-${index}`,
      index,
      text,
      modality: 'TEXT',
      title: null,
      location: {
        page: null,
        start: index * 1000,
        end: index * 1000 + text.length,
        startMs: null,
        endMs: null,
      },
      vector: this.#vectors.next(),
    };
  }
}

/** As searches read them: every run of white space one blank. */
function distinctQueries(sets: readonly EvaluationSet[]): string[] {
  const asked = sets.flatMap(({ queries }) => queries.map(({ text }) => text));
  const read = asked.map((text) => text.replaceAll(/\s+/g, ' ').trim());
  return [...new Set(read)].filter((text) => text.length <= LONGEST_QUERY);
}

function sentencesOf(text: string): string[] {
  const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
  return [...segmenter.segment(text.replaceAll(/\s+/g, ' '))]
    .map(({ segment }) => segment.trim())
    .filter((sentence) => sentence.length >= 20);
}
