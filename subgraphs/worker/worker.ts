import type { Readable } from 'node:stream';
import type { Logger } from 'pino';
import type { Cache } from '../shared/cache/types.ts';
import type { Embedder } from '../shared/embedding/embedder.ts';
import type { EmbeddingsAnswer } from '../shared/embedding/embeddings-answer.ts';
import { DomainError } from '../shared/service/domain-error.ts';
import type { ByteStore } from './bytes/byte-store.ts';
import { cancelJob } from './cancel-job.ts';
import { type Deletion, deleteFile } from './delete-file.ts';
import { answerEmbeddings } from './embedding/answer-embeddings.ts';
import { type EmbeddedText, embedForClient } from './embedding/embed-for-client.ts';
import type { ExtractionPool } from './extraction/extraction-pool.ts';
import type { MediaAbilities } from './extraction/media/media-abilities.ts';
import type { SearchIndex } from './index/search-index.ts';
import { HashLock } from './ingest/hash-lock.ts';
import { type IncomingFile, type Ingested, ingest } from './ingest/ingest.ts';
import type { JobRecord } from './job.ts';
import { JobRunner, type JobTally } from './jobs/job-runner.ts';
import { processFile } from './jobs/process-file.ts';
import type { ModelRegistry } from './models/model-registry.ts';
import { ModelSwitch, type ModelSwitchProgress } from './models/model-switch.ts';
import { createDeliveries, type DeliveryGoals } from './outbox/deliveries.ts';
import type { CacheLane, Missed } from './outbox/missed-changes.ts';
import { Outbox } from './outbox/outbox.ts';
import { fileForgotten } from './outbox/outbox-event.ts';
import type { ServiceInvalidation } from './outbox/service-invalidation.ts';
import { reprocess } from './reprocess.ts';
import type { WorkerStore } from './store/worker-store.ts';

/** How long jobs wait for the cache at a start; with Redis away they go on without. */
const CACHE_PATIENCE_MS = 5000;

/** What the worker is made of; chosen in `start.ts`, or by a test. */
export interface WorkerParts {
  readonly store: WorkerStore;
  readonly bytes: ByteStore;
  readonly cache: Cache;
  readonly embedder: Embedder;
  readonly pool: ExtractionPool;
  readonly media: MediaAbilities;
  readonly index: SearchIndex;
  readonly models: ModelRegistry;
  readonly services: Pick<DeliveryGoals, 'retrieval' | 'agents' | 'gateway'>;
  readonly concurrency: number;
  readonly logger: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Wait before the first retry of a job or a delivery. */
  readonly retryMs?: number;
}

/** The worker as its GraphQL and REST faces see it. */
export interface Worker {
  readonly store: WorkerStore;
  readonly cache: Cache;
  readonly models: ModelRegistry;
  readonly ingest: (incoming: IncomingFile, content: Readable) => Promise<Ingested>;
  readonly deleteFile: (hash: string) => Promise<Deletion>;
  readonly reprocess: (hash: string) => Promise<Ingested>;
  readonly cancelJob: (id: string) => Promise<JobRecord>;
  /** Drops every cached value built from the file, in every service; the file stays. */
  readonly forget: (hash: string) => Promise<ServiceInvalidation[]>;
  /** What the cache of a service that was away has to drop. */
  readonly missedChanges: (lane: CacheLane, position: string | undefined) => Promise<Missed>;
  readonly embed: (texts: readonly string[], model?: string | null) => Promise<EmbeddedText[]>;
  /** Vectors for another service. */
  readonly embeddings: (texts: readonly string[]) => Promise<EmbeddingsAnswer>;
  /** The latest change of the embedding model; null when there was none. */
  readonly modelSwitch: () => Promise<ModelSwitchProgress | null>;
  /** How the attempts of this process ended. */
  readonly jobTally: () => JobTally;
  /** Takes up the jobs and deliveries that an earlier run left. */
  readonly start: () => Promise<void>;
  /** Stops jobs and deliveries; they go on at the next start. Closes none of the parts. */
  readonly close: () => Promise<void>;
}

export function createWorker(parts: WorkerParts): Worker {
  const { store, cache, models, now } = parts;
  const lock = new HashLock();
  const outbox = openOutbox(parts, lock);
  const runner = new JobRunner({
    ...parts,
    work: (job, signal) => processFile({ ...parts, outbox }, { job, signal }),
    onEnded: () => modelSwitch.wake(),
  });
  const onQueued = () => runner.wake();
  const modelSwitch = new ModelSwitch({ ...parts, outbox, onQueued });
  return {
    store,
    cache,
    models,
    ingest: (incoming, content) => ingest({ ...parts, lock, onQueued }, incoming, content),
    deleteFile: (hash) => deleteFile({ store, outbox, lock, runner, now }, hash),
    cancelJob: (id) => cancelJob({ store, runner, now }, id),
    reprocess: (hash) => reprocess({ ...parts, onQueued }, hash),
    forget: async (hash) =>
      outbox.deliver(await store.transact((tables) => outbox.record(tables, fileForgotten(hash)))),
    missedChanges: (lane, position) => outbox.missed(lane, position),
    embed: (texts, model) => embedForClient(parts, texts, model),
    embeddings: (texts) => answerEmbeddings(parts, texts),
    modelSwitch: () => modelSwitch.progress(),
    jobTally: () => runner.tally,
    start: async () => {
      await outbox.start();
      // What an earlier run computed lies in the cache; before it is ready jobs would compute it again.
      await runner.start(cache.ready(CACHE_PATIENCE_MS));
      modelSwitch.wake();
    },
    close: async () => {
      await runner.close();
      await modelSwitch.close();
      await outbox.close();
    },
  };
}

function openOutbox(parts: WorkerParts, lock: HashLock): Outbox {
  const removeBytes = async (hash: string) => {
    // Never waits for the lock: its holder may wait for a job, and the job for this delivery.
    if (lock.isHeld(hash))
      throw new DomainError('SUBGRAPH_UNAVAILABLE', 'The file is in use; its bytes go afterwards.');
    await lock.run(hash, async () => {
      if ((await parts.store.files.find(hash)) === undefined) await parts.bytes.remove(hash);
    });
  };
  const deliveries = createDeliveries({
    ...parts,
    ...parts.services,
    changeLog: parts.store.changeLog,
    removeBytes,
  });
  return new Outbox({ ...parts, deliveries });
}
