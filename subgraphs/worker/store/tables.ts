import type { Generated, Kysely } from 'kysely';
import type { FileStatus, JobStatus, Modality } from '../generated/resolvers.ts';
import type { JobStep } from '../job.ts';
import type { NearDuplicateKind } from '../near-duplicates/fingerprint.ts';
import type { Lane } from '../outbox/outbox-event.ts';

/** Times are milliseconds since the epoch; JSON is text. */
export interface WorkerTables {
  files: FilesTable;
  chunks: ChunksTable;
  jobs: JobsTable;
  outbox: OutboxTable;
  change_log: ChangeLogTable;
  embedding_dimensions: EmbeddingDimensionsTable;
  model_switch: ModelSwitchTable;
  pruned_changes: PrunedChangesTable;
  fingerprints: FingerprintsTable;
  fingerprint_buckets: FingerprintBucketsTable;
}

export type WorkerDatabase = Kysely<WorkerTables>;

interface FilesTable {
  sequence: Generated<number>;
  hash: string;
  name: string;
  /** The name as `nameContains` compares it: SQLite itself folds only ASCII. */
  folded_name: string;
  media_type: string;
  size_bytes: number;
  modality: Modality;
  status: FileStatus;
  error: string | null;
  created_at: number;
  metadata: string | null;
  properties: string | null;
  content_version: string | null;
  generation: string | null;
}

interface ChunksTable {
  id: string;
  file_hash: string;
  content_version: string;
  position: number;
  text: string;
  modality: Modality;
  title: string | null;
  location: string | null;
}

interface JobsTable {
  sequence: Generated<number>;
  id: string;
  file_hash: string;
  status: JobStatus;
  step: JobStep | null;
  progress: number;
  attempts: number;
  error: string | null;
  created_at: number;
  started_at: number | null;
  finished_at: number | null;
  /** Not before this time; for what waits after a passing fault. */
  next_attempt_at: number;
  /** 1: nobody waits for it; taken when no other job is there. */
  background: Generated<number>;
}

interface OutboxTable {
  sequence: Generated<number>;
  /** Groups the events of one change. */
  change_id: string;
  lane: Lane;
  file_hash: string;
  event: string;
  attempts: number;
  error: string | null;
  created_at: number;
  delivered_at: number | null;
  removed_entries: number;
}

/** One row, made with the store. */
interface ChangeLogTable {
  id: string;
}

/** The last event of each lane that was delivered and is forgotten. */
interface PrunedChangesTable {
  lane: Lane;
  sequence: number;
}

/** What a model said of its vectors when it was first reached. */
interface EmbeddingDimensionsTable {
  source: string;
  dimensions: number;
}

/** One row: the model that the index is being brought to, or was. */
interface ModelSwitchTable {
  id: number;
  space: string;
  model: string;
  /** The model that answers until the switch is done; null when there was none before. */
  served_model: string | null;
  /** Of the index's table that the vectors go to. */
  incarnation: string;
  files_total: number;
  started_at: number;
  finished_at: number | null;
}

/** One row for each kind of a published file; `file` is the file's sequence. */
interface FingerprintsTable {
  file: number;
  kind: NearDuplicateKind;
  signature: string;
}

/** Which files share a bucket. */
interface FingerprintBucketsTable {
  key: number;
  file: number;
}
