import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import sharp from 'sharp';
import { perceptualHash } from '../extraction/perceptual-hash.ts';
import { decodePicture } from '../extraction/picture.ts';
import { drawScene } from '../testing/draw-scene.ts';
import { drawText } from '../testing/draw-text.ts';
import { bucketKeys } from './bucket-keys.ts';
import { hammingDistance } from './hamming.ts';
import { MAX_IMAGE_DISTANCE } from './similarity.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'likeness-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

async function hashOf(picture: Buffer): Promise<string> {
  const path = join(folder, 'picture');
  writeFileSync(path, picture);
  return (await perceptualHash(await decodePicture(path))) ?? 'none';
}

describe('the perceptual hash of a picture', () => {
  it.each([1, 2, 3, 4])(
    'hardly changes with size, compression and colour (scene %d)',
    async (seed) => {
      const scene = await drawScene(seed);
      const copies = [
        sharp(scene).jpeg({ quality: 40 }),
        sharp(scene).resize(250).webp({ quality: 30 }),
        sharp(scene).resize(1600).png(),
        sharp(scene).grayscale().jpeg(),
        sharp(scene).rotate(90).withMetadata({ orientation: 8 }).jpeg(),
      ];

      const hash = await hashOf(scene);

      for (const copy of copies)
        expect(hammingDistance(hash, await hashOf(await copy.toBuffer()))).toBeLessThanOrEqual(
          MAX_IMAGE_DISTANCE,
        );
    },
  );

  it('differs between pictures that look different', async () => {
    const sheets = [
      await drawText(['Dredging costs 41500 euro', 'and pilots cost 1200 euro']),
      await drawText(Array.from({ length: 20 }, (_, at) => `Line ${at} of a longer letter`)),
    ];
    const scenes = await Promise.all([1, 2, 3, 4].map(drawScene));
    const hashes: string[] = [];
    for (const picture of [...sheets, ...scenes]) hashes.push(await hashOf(picture));

    for (const [at, one] of hashes.entries())
      for (const other of hashes.slice(at + 1))
        expect(hammingDistance(one, other)).toBeGreaterThan(MAX_IMAGE_DISTANCE);
  });
});

describe('the buckets of pictures', () => {
  const bit = fc.nat(63);
  const toHex = (bits: bigint) => bits.toString(16).padStart(16, '0');

  it('are shared by all hashes within the distance', () => {
    const hash = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    const flips = fc.uniqueArray(bit, { maxLength: MAX_IMAGE_DISTANCE });
    fc.assert(
      fc.property(hash, flips, (bits, flipped) => {
        const other = flipped.reduce((changed, place) => changed ^ (1n << BigInt(place)), bits);

        const keys = new Set(bucketKeys({ kind: 'IMAGE', signature: toHex(bits) }));
        const others = bucketKeys({ kind: 'IMAGE', signature: toHex(other) });

        expect(hammingDistance(toHex(bits), toHex(other))).toBe(flipped.length);
        expect(others.some((key) => keys.has(key))).toBe(true);
      }),
    );
  });
});
