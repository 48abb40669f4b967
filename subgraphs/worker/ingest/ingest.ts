import type { Readable } from 'node:stream';
import { DomainError } from '../../shared/service/domain-error.ts';
import type { ByteStore, ReceivedBytes } from '../bytes/byte-store.ts';
import type { FileRecord } from '../file.ts';
import type { JobRecord } from '../job.ts';
import type { WorkerStore } from '../store/worker-store.ts';
import { detectMediaType } from './detect-media-type.ts';
import type { HashLock } from './hash-lock.ts';

/** A file as it comes in. */
export interface IncomingFile {
  /** Shown to people; never a path. */
  readonly name: string;
  readonly mediaType?: string | undefined;
  readonly metadata?: unknown;
}

/** A stored file and its newest job. */
export interface Ingested {
  readonly file: FileRecord;
  readonly job: JobRecord;
}

export interface IngestDeps {
  readonly store: WorkerStore;
  readonly bytes: ByteStore;
  readonly lock: HashLock;
  readonly now: () => number;
  /** Called when a job waits. */
  readonly onQueued: () => void;
}

/**
 * Stores a file and queues its processing; both are durable when it resolves. Bytes that are known already give the
 * file and the job that there are, whatever state they are in, except that a FAILED file is tried again.
 */
export async function ingest(
  deps: IngestDeps,
  incoming: IncomingFile,
  content: Readable,
): Promise<Ingested> {
  checkName(incoming.name);
  const received = await deps.bytes.receive(content);
  try {
    if (received.sizeBytes === 0)
      throw new DomainError('BAD_USER_INPUT', `The file "${incoming.name}" is empty.`);
    return await deps.lock.run(received.hash, () => admit(deps, incoming, received));
  } finally {
    await received.discard();
  }
}

async function admit(
  deps: IngestDeps,
  incoming: IncomingFile,
  received: ReceivedBytes,
): Promise<Ingested> {
  const known = await deps.store.files.find(received.hash);
  if (known !== undefined && known.status !== 'FAILED') {
    const job = await deps.store.jobs.newestOf(known.hash);
    if (job !== undefined) return { file: known, job };
  }
  const { mediaType, ...rest } = incoming;
  const detected = await detectMediaType({ ...rest, mediaType, path: received.path });
  await received.keep();
  const ingested = await deps.store.transact(async ({ files, jobs }) => {
    const now = deps.now();
    if (known === undefined) {
      const { hash, sizeBytes } = received;
      const { modality } = detected.type;
      const { name, metadata = null } = incoming;
      await files.insert(
        { hash, name, mediaType: detected.name, sizeBytes, modality, metadata },
        now,
      );
    } else {
      await files.update(known.hash, { status: 'QUEUED', error: null });
    }
    const job = await jobs.open(received.hash, now);
    const file = await files.find(received.hash);
    if (file === undefined) throw new Error('the file was not recorded');
    return { file, job };
  });
  deps.onQueued();
  return ingested;
}

function checkName(name: string): void {
  const length = [...name].length;
  // Control characters of both kinds, which a terminal would obey, and halves of characters, which no store keeps.
  if (name.trim() !== '' && length <= 255 && !/[\p{Cc}\p{Cs}]/u.test(name)) return;
  throw new DomainError(
    'BAD_USER_INPUT',
    'A file needs a name of 1 to 255 characters without control characters.',
  );
}
