import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openAgentsDatabase } from '../../../subgraphs/agents/agents-database.ts';
import { Corpus } from '../../bench-retrieval/corpus.ts';
import { diskBytes } from '../../bench-retrieval/disk-bytes.ts';
import { createKnownEmbedder } from '../../bench-retrieval/known-embedder.ts';
import type { EvaluationSet } from '../../evaluation/evaluation-set.ts';
import { type Latencies, measureLatency } from '../../measuring/measure.ts';
import { ExactNeighbours } from './exact-neighbours.ts';
import { addAgent, fillMemory, measureStoring } from './fill-memory.ts';
import { measureRecall } from './measure-recall.ts';
import { type MemoryService, withMemoryService } from './memory-service.ts';
import type { MemorySizeReport } from './size-report.ts';

const QUERIES = 220;
/** Asked before anything is timed. */
const WARM_UP = 20;
const RECALL_QUERIES = 100;
const RECALL_DEPTH = 10;
const SMALL = 100;
const LOOP_RESOLUTION_MS = 5;
const NANOSECONDS_PER_MS = 1e6;

/** Builds a memory of this size in a temporary folder and measures everything that is asked of it. */
export async function measureMemory(
  sets: readonly EvaluationSet[],
  messages: number,
): Promise<MemorySizeReport> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-memory-'));
  const corpus = new Corpus(sets, { chunks: messages, queries: QUERIES });
  try {
    const built = await build(folder, corpus, new Corpus(sets, { chunks: SMALL, queries: 1 }));
    const embedder = { ...createKnownEmbedder(corpus.queries), fusionWeight: 0.4 };
    const asked = await withMemoryService({ folder, embedder }, (service) =>
      measureAsking(service, corpus),
    );
    const rssBytes = process.memoryUsage.rss();
    return { messages, ...built, ...asked, rssBytes, diskBytes: await diskBytes(folder) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function build(folder: string, corpus: Corpus, small: Corpus) {
  const database = await openAgentsDatabase(join(folder, 'agents.db'));
  await addAgent(database, 'large');
  await addAgent(database, 'small');
  await fillMemory(database, 'small', small);
  const vectors = corpus.queries.slice(0, RECALL_QUERIES).map(({ vector }) => vector);
  const nearest = new ExactNeighbours(vectors, RECALL_DEPTH);
  const filled = await fillMemory(database, 'large', corpus, nearest);
  const texts = corpus.file(0).chunks.map(({ text }) => text);
  const storing = await measureStoring(database, 'large', texts);
  const recallAt10 = await measureRecall(database, 'large', { vectors, exact: nearest.ids });
  await database.destroy();
  return { ...filled, ...storing, recallAt10 };
}

async function measureAsking(service: MemoryService, corpus: Corpus) {
  const texts = corpus.queries.map(({ text }) => text);
  const askAll = async (agentId: string, isModelThere: boolean): Promise<Latencies> => {
    for (const text of texts.slice(0, WARM_UP)) await service.ask(agentId, text);
    return measureLatency(texts.length - WARM_UP, async (at) => {
      const { notices } = await service.ask(agentId, texts[at + WARM_UP] ?? '');
      if ((notices.length === 0) !== isModelThere) throw new Error('the model came or went');
    });
  };
  const loop = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  loop.enable();
  const recall = await askAll('large', true);
  loop.disable();
  const toMs = (nanoseconds: number) =>
    Math.max(0, nanoseconds / NANOSECONDS_PER_MS - LOOP_RESOLUTION_MS);
  const heldUp = { p99: toMs(loop.percentile(99)), max: toMs(loop.max) };
  const recallOfSmallAgent = await askAll('small', true);
  await service.stopWorker();
  const recallByWords = await askAll('large', false);
  return { recall, heldUp, recallOfSmallAgent, recallByWords };
}
