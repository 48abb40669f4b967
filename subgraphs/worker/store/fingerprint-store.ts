import { sql } from 'kysely';
import { bucketKeys } from '../near-duplicates/bucket-keys.ts';
import type { Fingerprint } from '../near-duplicates/fingerprint.ts';
import type { WorkerDatabase } from './tables.ts';

/** Files that are looked at in one bucket, the newest first: a bucket may hold every copy of a template. */
const MAX_PER_BUCKET = 64;
/** Keys in one query. */
const MAX_BATCH_SIZE = 1000;

/** The `fingerprints` of published files and the `fingerprint_buckets` that they lie in; both go with their file. */
export class FingerprintStore {
  readonly #database: WorkerDatabase;

  constructor(database: WorkerDatabase) {
    this.#database = database;
  }

  /** The file's only ones from now on. In the transaction that publishes its content. */
  async replace(fileSequence: number, fingerprints: readonly Fingerprint[]): Promise<void> {
    for (const table of ['fingerprints', 'fingerprint_buckets'] as const)
      await this.#database.deleteFrom(table).where('file', '=', fileSequence).execute();
    if (fingerprints.length === 0) return;
    const rows = fingerprints.map(({ kind, signature }) => ({
      file: fileSequence,
      kind,
      signature,
    }));
    await this.#database.insertInto('fingerprints').values(rows).execute();
    const buckets = fingerprints.flatMap(bucketKeys).map((key) => ({ key, file: fileSequence }));
    await this.#database.insertInto('fingerprint_buckets').values(buckets).execute();
  }

  /** By file, those that share a bucket with it: the `limit` of them that share the most. */
  async findCandidates(
    fileHashes: readonly string[],
    limit: number,
  ): Promise<ReadonlyMap<string, string[]>> {
    const neighbours = await this.#readNeighbours(fileHashes);
    const shared = new Map<string, Map<number, number>>();
    for (const { hash, own, files } of neighbours) {
      const counts = shared.get(hash) ?? new Map<number, number>();
      shared.set(hash, counts);
      for (const file of readSequences(files))
        if (file !== own) counts.set(file, (counts.get(file) ?? 0) + 1);
    }
    const ranked = [...shared].map(([hash, counts]): [string, number[]] => [
      hash,
      [...counts]
        .sort(([, a], [, b]) => b - a)
        .slice(0, limit)
        .map(([file]) => file),
    ]);
    const hashes = await this.#readHashes(ranked.flatMap(([, files]) => files));
    return new Map(
      ranked.map(([hash, files]) => [hash, files.flatMap((file) => hashes.get(file) ?? [])]),
    );
  }

  /** By file; files without any are not there. */
  async findMany(fileHashes: readonly string[]): Promise<ReadonlyMap<string, Fingerprint[]>> {
    const byFile = new Map<string, Fingerprint[]>();
    for (const hashes of batches(fileHashes)) {
      const rows = await this.#database
        .selectFrom('fingerprints')
        .innerJoin('files', 'files.sequence', 'fingerprints.file')
        .select(['files.hash', 'kind', 'signature'])
        .where('files.hash', 'in', hashes)
        .execute();
      for (const { hash, kind, signature } of rows)
        byFile.set(hash, [...(byFile.get(hash) ?? []), { kind, signature }]);
    }
    return byFile;
  }

  /** A row for each bucket of each file, with the newest files in it as a JSON list. */
  async #readNeighbours(fileHashes: readonly string[]) {
    const neighbours: { hash: string; own: number; files: string }[] = [];
    for (const hashes of batches(fileHashes)) {
      const { rows } = await sql<{ hash: string; own: number; files: string }>`
        SELECT files.hash AS hash, files.sequence AS own, (
          SELECT json_group_array(file) FROM (
            SELECT file FROM fingerprint_buckets
            WHERE fingerprint_buckets.key = mine.key ORDER BY file DESC LIMIT ${MAX_PER_BUCKET}
          )
        ) AS files
        FROM files JOIN fingerprint_buckets AS mine ON mine.file = files.sequence
        WHERE files.hash IN (${sql.join(hashes)})`.execute(this.#database);
      neighbours.push(...rows);
    }
    return neighbours;
  }

  async #readHashes(sequences: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const hashes = new Map<number, string>();
    for (const batch of batches([...new Set(sequences)])) {
      const rows = await this.#database
        .selectFrom('files')
        .select(['sequence', 'hash'])
        .where('sequence', 'in', batch)
        .execute();
      for (const { sequence, hash } of rows) hashes.set(sequence, hash);
    }
    return hashes;
  }
}

function readSequences(json: string): number[] {
  return JSON.parse(json);
}

function batches<T>(all: readonly T[]): T[][] {
  const count = Math.ceil(all.length / MAX_BATCH_SIZE);
  return Array.from({ length: count }, (_, at) =>
    all.slice(at * MAX_BATCH_SIZE, (at + 1) * MAX_BATCH_SIZE),
  );
}
