import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { NO_FILTER } from '../../subgraphs/retrieval/chunk-filter.ts';
import type { ChunkBatch } from '../../subgraphs/retrieval/chunk-index.ts';
import { LanceChunkIndex } from '../../subgraphs/retrieval/lance-chunk-index.ts';
import { PassageFinder } from '../../subgraphs/retrieval/passage-finder.ts';
import { QueryEmbedder } from '../../subgraphs/retrieval/query-embedder.ts';
import type { Embedder } from '../../subgraphs/shared/embedding/embedder.ts';
import type { EvaluationSet } from './evaluation-set.ts';
import { mean, ndcg, recall } from './ranking-measures.ts';
import { embedOnce } from './stored-vectors.ts';
import type { Variant } from './variant.ts';

const DEPTH = 10;
const BATCH_SIZE = 200;

/** Means over all judged queries, 0…1. */
export interface Measures {
  readonly name: string;
  readonly ndcgAt10: number;
  readonly recallAt10: number;
  readonly millisecondsPerQuery: number;
  /** nDCG@10 of each judged query, in the set's order. */
  readonly byQuery: readonly number[];
}

export interface EvaluationOptions {
  readonly embedder: Embedder;
  /** Where vectors are kept between runs. */
  readonly folder: string;
  readonly onProgress: (done: number, all: number) => void;
}

/** Indexes the documents in a temporary index of the kind that the service uses, and asks every judged query in every variant. */
export async function evaluate(
  set: EvaluationSet,
  variants: readonly Variant[],
  options: EvaluationOptions,
): Promise<Measures[]> {
  const folder = await mkdtemp(join(tmpdir(), 'evaluation-'));
  const logger = pino({ level: 'warn' });
  const { embedder } = options;
  const index = await LanceChunkIndex.open({ folder, logger, ...embedder });
  try {
    const known = await indexDocuments(index, set, options);
    const measures: Measures[] = [];
    for (const variant of variants) {
      const fusionWeight = variant.fusionWeight ?? embedder.fusionWeight;
      const queries = new QueryEmbedder({ ...embedder, fusionWeight, embed: known });
      const finder = new PassageFinder(index, queries, logger, variant.feedback);
      measures.push(await measure(finder, set, variant));
    }
    return measures;
  } finally {
    await index.close();
    await rm(folder, { recursive: true });
  }
}

/** Gives an `embed` that knows the queries already, so that what is timed is the search. */
async function indexDocuments(
  index: LanceChunkIndex,
  set: EvaluationSet,
  options: EvaluationOptions,
): Promise<Embedder['embed']> {
  const texts = [...set.docs.map(textOf), ...set.queries.map((query) => query.text)];
  const vectors = await embedOnce(options.embedder, texts, options);
  for (let start = 0; start < set.docs.length; start += BATCH_SIZE) {
    const docs = set.docs.slice(start, start + BATCH_SIZE);
    await index.upsert(toBatch(docs, start, vectors));
  }
  await index.optimize();
  const vectorOf = new Map(texts.map((text, at) => [text, vectors[at]]));
  return async (asked) => asked.map((text) => vectorOf.get(text) ?? new Float32Array());
}

function toBatch(
  docs: EvaluationSet['docs'],
  start: number,
  vectors: readonly Float32Array[],
): ChunkBatch {
  return {
    generation: 'evaluation',
    live: true,
    file: {
      hash: createHash('sha256').update(String(start)).digest('hex'),
      name: 'documents',
      mediaType: 'text/plain',
      modality: 'TEXT',
      createdAt: 0,
    },
    chunks: docs.map((doc, at) => ({
      id: doc.id,
      index: start + at,
      text: textOf(doc),
      modality: 'TEXT',
      title: null,
      location: null,
      vector: vectors[start + at] ?? null,
    })),
  };
}

/** Some collections repeat the title at the beginning of the text, others do not. */
function textOf({ title, text }: EvaluationSet['docs'][number]): string {
  return text.startsWith(title) ? text : `${title}\n\n${text}`;
}

async function measure(
  finder: PassageFinder,
  set: EvaluationSet,
  { name, mode }: Variant,
): Promise<Measures> {
  const judged = set.queries.filter(({ id }) => id in set.qrels);
  const byQuery: number[] = [];
  const recalls: number[] = [];
  const started = performance.now();
  for (const { id, text } of judged) {
    const asked = { query: text, mode, filter: NO_FILTER, minScore: null, limit: DEPTH };
    const { passages } = await finder.find(asked);
    const ranking = passages.map(({ chunkId }) => chunkId);
    byQuery.push(ndcg(ranking, set.qrels[id] ?? {}, DEPTH));
    recalls.push(recall(ranking, set.qrels[id] ?? {}, DEPTH));
  }
  const millisecondsPerQuery = (performance.now() - started) / judged.length;
  return {
    name,
    ndcgAt10: mean(byQuery),
    recallAt10: mean(recalls),
    millisecondsPerQuery,
    byQuery,
  };
}
