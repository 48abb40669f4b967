import type { Fingerprint } from './fingerprint.ts';
import { decodeSignature, SIGNATURE_LENGTH } from './min-hash.ts';
import { mix32 } from './mix32.ts';

const ROWS_PER_BAND = 4;
const BANDS = SIGNATURE_LENGTH / ROWS_PER_BAND;
const CHUNKS = 4;
const BITS_PER_CHUNK = 16;
const VALUES = 2 ** 32;

/**
 * The buckets that a fingerprint lies in: only files that share one are ever compared. Keys of texts and of pictures
 * never meet.
 *
 * TEXT: banded locality-sensitive hashing (Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", §3.4). With 32
 * bands of 4 rows texts of similarity s share a bucket with the probability 1 − (1 − s⁴)³²: .989 for .6, .03 for .18.
 *
 * IMAGE: every hash within 7 bits shares a bucket. Of four chunks of 16 bits one then differs in at most one bit
 * (multi-index hashing: Norouzi, Punjani, Fleet, "Fast Search in Hamming Space with Multi-Index Hashing", 2012), and
 * each chunk has a key for each of its bits left out, so that look-up is by equality alone.
 */
export function bucketKeys({ kind, signature }: Fingerprint): number[] {
  return kind === 'TEXT' ? textKeys(decodeSignature(signature)) : imageKeys(signature);
}

function textKeys(signature: Uint32Array): number[] {
  return Array.from({ length: BANDS }, (_, band) => {
    const rows = signature.subarray(band * ROWS_PER_BAND, (band + 1) * ROWS_PER_BAND);
    return band * VALUES + rows.reduce((hash, row) => mix32(Math.imul(hash, 31) ^ row), 0);
  });
}

function imageKeys(signature: string): number[] {
  return Array.from({ length: CHUNKS * BITS_PER_CHUNK }, (_, place) => {
    const chunk = Math.floor(place / BITS_PER_CHUNK);
    const bits = Number.parseInt(signature.slice(chunk * 4, chunk * 4 + 4), 16);
    const masked = bits & ~(1 << (place % BITS_PER_CHUNK));
    return (BANDS + place) * VALUES + masked;
  });
}
