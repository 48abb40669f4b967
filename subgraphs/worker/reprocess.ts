import type { Cache } from '../shared/cache/types.ts';
import { DomainError } from '../shared/service/domain-error.ts';
import { processingEntry } from './extraction/extract-file.ts';
import type { ExtractionPool } from './extraction/extraction-pool.ts';
import type { MediaAbilities } from './extraction/media/media-abilities.ts';
import type { Ingested } from './ingest/ingest.ts';
import type { WorkerStore } from './store/worker-store.ts';

export interface ReprocessDeps {
  readonly store: WorkerStore;
  readonly cache: Cache;
  readonly media: MediaAbilities;
  readonly pool: ExtractionPool;
  readonly now: () => number;
  readonly onQueued: () => void;
}

/**
 * Queues a file to be extracted anew; a READY file keeps its content until then. Rejects with NOT_FOUND for a file
 * that is not there, and with CACHE_UNAVAILABLE when the kept extraction cannot be dropped.
 */
export async function reprocess(deps: ReprocessDeps, hash: string): Promise<Ingested> {
  const known = await deps.store.files.find(hash);
  if (known === undefined) throw notFound(hash);
  const { media, pool } = deps;
  const entry = processingEntry(known, { media, settings: pool.settings });
  await deps.cache.invalidate({ keys: [entry] });
  const ingested = await deps.store.transact(async ({ files, jobs }) => {
    if (known.status === 'FAILED') await files.update(hash, { status: 'QUEUED', error: null });
    const file = await files.find(hash);
    if (file === undefined) throw notFound(hash);
    return { file, job: await jobs.open(hash, deps.now()) };
  });
  deps.onQueued();
  return ingested;
}

function notFound(hash: string): DomainError {
  return new DomainError(
    'NOT_FOUND',
    `There is no file ${hash}. \`files\` lists those that there are.`,
  );
}
