import type { FingerprintStore } from '../store/fingerprint-store.ts';
import type { Fingerprint, NearDuplicateKind } from './fingerprint.ts';
import { similarityOf } from './similarity.ts';

/** Files that are compared with one file at most; those that share the most buckets are taken. */
const MAX_COMPARED = 200;

/** Another file that is nearly the same. */
export interface NearDuplicate {
  readonly fileHash: string;
  /** 0 to 1. */
  readonly similarity: number;
  readonly kind: NearDuplicateKind;
}

/**
 * For each file those that are nearly the same, the most alike first, each once. Its cost does not grow with the number
 * of files: only those in the same buckets are looked at.
 */
export async function findNearDuplicates(
  store: FingerprintStore,
  fileHashes: readonly string[],
): Promise<NearDuplicate[][]> {
  const candidates = await store.findCandidates(fileHashes, MAX_COMPARED);
  const all = new Set([...fileHashes, ...[...candidates.values()].flat()]);
  const byFile = await store.findMany([...all]);
  return fileHashes.map((hash) => {
    const own = byFile.get(hash) ?? [];
    const found = (candidates.get(hash) ?? []).flatMap((fileHash) => {
      const alike = mostAlike(own, byFile.get(fileHash) ?? []);
      return alike === undefined ? [] : [{ fileHash, ...alike }];
    });
    return found.sort(byLikeness);
  });
}

/** Two files may be alike in what they say and in what they show: the greater likeness counts. */
function mostAlike(own: readonly Fingerprint[], others: readonly Fingerprint[]) {
  let best: { similarity: number; kind: NearDuplicateKind } | undefined;
  for (const one of own) {
    for (const other of others) {
      const similarity = similarityOf(one, other);
      if (similarity === undefined || similarity <= (best?.similarity ?? 0)) continue;
      best = { similarity, kind: one.kind };
    }
  }
  return best;
}

function byLikeness(one: NearDuplicate, other: NearDuplicate): number {
  return other.similarity - one.similarity || (one.fileHash < other.fileHash ? -1 : 1);
}
