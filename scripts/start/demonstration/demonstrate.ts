import type { ConsoleLog } from '../console-log.ts';
import type { StackSettings } from '../settings.ts';
import { GraphClient } from './graph-client.ts';
import { ingestCorpus } from './ingest-corpus.ts';
import { showAnswer } from './show-answer.ts';
import { showCacheStats } from './show-cache-stats.ts';
import { showSearch } from './show-search.ts';

/**
 * Shows what the stack does, on the corpus of `examples/`: files in, a search twice, a question, the caches. What
 * fails is said; the stack stays up either way.
 */
export async function demonstrate(
  settings: StackSettings,
  log: ConsoleLog,
  stopped: AbortSignal,
): Promise<void> {
  const graph = new GraphClient(settings.urls.gateway, stopped);
  try {
    await fillEmptyStore(settings, graph, log, stopped);
    if (stopped.aborted) return;
    await showSearch(graph, log);
    await showAnswer(graph, log);
    await showCacheStats(graph, log);
  } catch (error) {
    if (stopped.aborted) return;
    const reason = error instanceof Error ? error.message : String(error);
    log.say(`\nThe demonstration ended early: ${reason}`);
  }
}

async function fillEmptyStore(
  settings: StackSettings,
  graph: GraphClient,
  log: ConsoleLog,
  stopped: AbortSignal,
): Promise<void> {
  const { data } = await graph.ask<{ files: { totalCount: number } }>(
    'query DemoFiles { files(first: 0) { totalCount } }',
  );
  const { totalCount } = data.files;
  if (totalCount > 0) {
    log.title(`The store holds ${totalCount} files: nothing is ingested`);
    return;
  }
  log.title('The store is empty: ingesting examples/corpus/');
  await ingestCorpus(settings, graph, log, stopped);
}
