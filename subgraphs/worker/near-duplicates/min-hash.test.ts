import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bucketKeys } from './bucket-keys.ts';
import { fingerprintsOf } from './fingerprint.ts';
import { decodeSignature, encodeSignature, estimateJaccard, minHash } from './min-hash.ts';
import { shinglesOf } from './shingles.ts';
import { similarityOf } from './similarity.ts';

const elements = fc.array(fc.nat(0xffffffff), { minLength: 1, maxLength: 200 });

function jaccard(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  const shared = [...one].filter((element) => other.has(element)).length;
  return shared / (one.size + other.size - shared);
}

/** Pairs of sets that share this part of their union; the same numbers every time. */
function pairsOf(similarity: number, count: number): [Set<number>, Set<number>][] {
  return Array.from({ length: count }, (_, pair) => {
    const union = Array.from(
      { length: 200 },
      (_, at) => Math.imul(pair * 200 + at, 2654435761) >>> 0,
    );
    const shared = Math.round(union.length * similarity);
    const own = Math.floor((union.length - shared) / 2);
    return [
      new Set(union.slice(0, shared + own)),
      new Set([...union.slice(0, shared), ...union.slice(shared + own)]),
    ];
  });
}

const toText = (set: Iterable<number>) =>
  ({ kind: 'TEXT', signature: encodeSignature(minHash(set)) }) as const;

describe('a MinHash signature', () => {
  it('estimates the Jaccard similarity, never off by more than six standard deviations', () => {
    fc.assert(
      fc.property(elements, elements, elements, (shared, left, right) => {
        const one = new Set([...shared, ...left]);
        const other = new Set([...shared, ...right]);

        const estimate = estimateJaccard(minHash(one), minHash(other));

        expect(Math.abs(estimate - jaccard(one, other))).toBeLessThan(6 * 0.0442);
      }),
    );
  });

  it.each([0.2, 0.6, 0.9])('is off by little on the average at similarity %d', (similarity) => {
    const errors = pairsOf(similarity, 60).map(
      ([one, other]) => estimateJaccard(minHash(one), minHash(other)) - jaccard(one, other),
    );

    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    expect(Math.abs(mean)).toBeLessThan(0.02);
  });

  it('does not depend on the order, and survives its encoding', () => {
    fc.assert(
      fc.property(elements, (set) => {
        const signature = minHash(set);

        expect(minHash(set.toReversed())).toEqual(signature);
        expect(decodeSignature(encodeSignature(signature))).toEqual(signature);
      }),
    );
  });
});

describe('the buckets of texts', () => {
  it.each([
    [0.7, 0.95, 1],
    [0.1, 0, 0.05],
  ])('of similarity %d are shared by a part of %d to %d of them', (similarity, least, most) => {
    const meeting = pairsOf(similarity, 100).filter(([one, other]) => {
      const keys = new Set(bucketKeys(toText(one)));
      return bucketKeys(toText(other)).some((key) => keys.has(key));
    });

    expect(meeting.length / 100).toBeGreaterThanOrEqual(least);
    expect(meeting.length / 100).toBeLessThanOrEqual(most);
  });
});

describe('the fingerprint of a text', () => {
  const markdown = `## Opening hours\n\nThe **harbour office** is open from [Monday](https://example.org/days) to
    Friday, nine to five. Ships that arrive at night wait at the outer quay until the pilot comes aboard.`;
  const of = (text: string) => fingerprintsOf({ title: null, properties: {}, parts: [{ text }] });
  const similarity = (one: string, other: string) => {
    const [first] = of(one);
    const [second] = of(other);
    return first && second && similarityOf(first, second);
  };

  it('does not see marks, case, white space, and the cuts between pages', () => {
    const plain = `OPENING HOURS The harbour office is open from Monday to Friday, nine to five.\r\n\r\nShips that
      arrive at night   wait at the outer quay until the pilot comes aboard`;

    expect(similarity(markdown, plain)).toBe(1);
    expect(shinglesOf([plain.slice(0, 40), plain.slice(40)]).size).toBeGreaterThan(0);
    expect(shinglesOf(plain.split('\r\n\r\n'))).toEqual(shinglesOf([plain]));
  });

  it('stays near after a small edit, and not after another text was put in its place', () => {
    expect(similarity(markdown, markdown.replace('nine', 'ten'))).toBeGreaterThanOrEqual(0.6);
    expect(
      similarity(
        markdown,
        `${markdown.slice(0, 40)} ${markdown.toUpperCase().split(' ').reverse().join(' ')}`,
      ),
    ).toBeUndefined();
  });

  it('compares texts that have no spaces between their words', () => {
    const text = '港務局辦公室週一至週五上午九點至下午五點開放夜間抵達的船隻在外碼頭等候';

    expect(similarity(text, `${text}。`)).toBe(1);
  });

  it('is none for a text of a few words', () => {
    expect(of('Too short to be the same as anything.')).toEqual([]);
  });
});
