import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { readExifFacts } from './exif-facts.ts';
import { imageExtractor } from './image-extractor.ts';

let folder: string;
let photo: Buffer;

const solid = (background: string, width = 60, height = 40) =>
  ({ create: { width, height, channels: 3, background } }) as const;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'picture-'));
  photo = await sharp(solid('#336699'))
    .withExif({
      IFD0: { Make: 'Harbour', Model: 'K1', ImageDescription: 'The quay at dawn' },
      IFD2: {
        ...{ DateTimeOriginal: '2026:03:14 09:26:53', OffsetTimeOriginal: '+02:00' },
        ...{ FNumber: '28/10', ExposureTime: '1/250', BodySerialNumber: 'number-of-the-body' },
      },
      IFD3: {
        ...{ GPSLatitudeRef: 'N', GPSLatitude: '52/1 30/1 0/1' },
        ...{ GPSLongitudeRef: 'W', GPSLongitude: '4/1 15/1 0/1' },
      },
    })
    .jpeg()
    .toBuffer();
});

afterAll(() => rmSync(folder, { recursive: true }));

async function read(content: Buffer, exifGps = false) {
  const path = join(folder, 'content');
  writeFileSync(path, content);
  const settings = { exifGps, ocrMaxPages: 0, ocrBudgetMs: 0 };
  return imageExtractor.extract({ path, name: 'example', timeoutMs: 60_000 }, settings);
}

describe('the properties of a picture', () => {
  it('hold what the camera wrote, but neither where it was nor its number', async () => {
    const { properties, parts } = await read(photo);

    expect(properties['exif']).toEqual({
      ...{ make: 'Harbour', model: 'K1', description: 'The quay at dawn' },
      ...{ takenAt: '2026-03-14T09:26:53+02:00', fNumber: 2.8, exposureSeconds: 0.004 },
    });
    expect(properties['leftOut']).toEqual([expect.stringContaining('EXIF_GPS=true')]);
    expect(JSON.stringify(properties)).not.toMatch(/52\.5|number-of-the-body/);
    expect(parts).toEqual([{ text: 'The quay at dawn' }]);
  });

  it('hold the place where that is asked for', async () => {
    const { properties } = await read(photo, true);

    expect(properties).toMatchObject({ exif: { position: { latitude: 52.5, longitude: -4.25 } } });
    expect(properties).not.toHaveProperty('leftOut');
  });

  it('say that the EXIF block is damaged, and hold the rest', () => {
    const cut = Buffer.from('Exif\0\0II\x2a\0');

    expect(readExifFacts(cut, false)).toEqual({ unavailable: ['exif: the block is damaged'] });
  });

  it('hold the colours with their shares, the largest first', async () => {
    const quarter = await sharp(solid('#c81e1e', 50, 100))
      .png()
      .toBuffer();
    const picture = sharp(solid('#1e1ec8', 200, 100)).composite([
      { input: quarter, left: 0, top: 0 },
    ]);

    const { properties } = await read(await picture.png().toBuffer());

    expect(properties).toMatchObject({
      colours: [
        { hex: '#1e1ec8', share: expect.closeTo(0.75, 1) },
        { hex: expect.stringMatching(/^#c[78]1[ef]1[ef]$/), share: expect.closeTo(0.25, 1) },
      ],
    });
  });

  it('count the frames of an animation, of which the first one speaks', async () => {
    const frames = await Promise.all(
      ['#c81e1e', '#1ec81e', '#1e1ec8'].map((colour) => sharp(solid(colour)).png().toBuffer()),
    );
    const animation = sharp(frames, { join: { animated: true } });

    const { properties } = await read(await animation.gif({ delay: [100, 100, 50] }).toBuffer());

    expect(properties).toMatchObject({
      ...{ format: 'gif', width: 60, height: 40, frames: 3, durationMs: 250 },
      colours: [{ hex: '#c81e1e', share: 1 }],
      perceptualHash: null,
    });
  });

  it('are not read where the picture would fill the memory', async () => {
    const flood = await sharp(solid('#ffffff', 10_100, 10_100))
      .png()
      .toBuffer();

    await expect(read(flood)).rejects.toMatchObject({
      name: 'UnreadableFileError',
      message: expect.stringMatching(/pixel limit/),
    });
  });
});
