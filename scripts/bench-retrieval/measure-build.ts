import { join } from 'node:path';
import { pino } from 'pino';
import { NO_FILTER } from '../../subgraphs/retrieval/chunk-filter.ts';
import { LanceChunkIndex } from '../../subgraphs/retrieval/lance-chunk-index.ts';
import { PassageFinder } from '../../subgraphs/retrieval/passage-finder.ts';
import { QueryEmbedder } from '../../subgraphs/retrieval/query-embedder.ts';
import type { Embedder } from '../../subgraphs/shared/embedding/embedder.ts';
import type { EvaluationSet } from '../evaluation/evaluation-set.ts';
import { ingest, searchWhile } from './build-index.ts';
import { Corpus, RARE_MEDIA_TYPE } from './corpus.ts';
import { diskBytes } from './disk-bytes.ts';
import { writeQueries } from './kept-queries.ts';
import { createKnownEmbedder } from './known-embedder.ts';
import { measureRecall } from './measure-recall.ts';
import type { BuildFigures } from './size-report.ts';

const QUERIES = 220;
const RECALL_QUERIES = 100;

/** Builds an index of this size in `folder`, with its queries beside it, and measures everything but the service. */
export async function measureBuild(
  sets: readonly EvaluationSet[],
  { folder, chunks }: { readonly folder: string; readonly chunks: number },
): Promise<BuildFigures> {
  const corpus = new Corpus(sets, { chunks, queries: QUERIES });
  await writeQueries(folder, corpus.queries);
  return build(join(folder, 'index'), corpus, createKnownEmbedder(corpus.queries));
}

async function build(folder: string, corpus: Corpus, embedder: Embedder): Promise<BuildFigures> {
  const logger = pino({ level: 'warn' });
  const index = await LanceChunkIndex.open({ folder, logger, ...embedder });
  const finder = new PassageFinder(index, new QueryEmbedder(embedder), logger);
  const { queries } = corpus;
  const search = (at: number) => {
    const query = queries[at % queries.length]?.text ?? '';
    return finder.find({ query, mode: 'HYBRID', filter: NO_FILTER, minScore: null, limit: 10 });
  };
  const ingestSeconds = await ingest(index, corpus);
  const indexing = await searchWhile(() => index.optimize(), search);
  const settling = await searchWhile(() => index.settle(), search);
  const some = queries.slice(0, RECALL_QUERIES);
  const rare = { ...NO_FILTER, mediaTypes: [RARE_MEDIA_TYPE] };
  const recallAt10 = {
    all: await measureRecall(index, folder, { queries: some, filter: NO_FILTER }),
    filtered: await measureRecall(index, folder, { queries: some, filter: rare }),
  };
  await index.close();
  return {
    ingestSeconds,
    indexSeconds: indexing.seconds,
    whileIndexing: indexing.meanwhile,
    settleSeconds: settling.seconds,
    whileSettling: settling.meanwhile,
    recallAt10,
    diskBytes: await diskBytes(folder),
  };
}
