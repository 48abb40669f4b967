import { deflateSync } from 'node:zlib';
import type { HostileFile, Targets } from './hostile-file.ts';
import { pngOf } from './png-parts.ts';
import { billionLaughs, externalEntity } from './xml-entities.ts';

/** Pictures that are larger than they look, or break off. */
export function hostilePictures({ secretPath, secretUrl }: Targets): HostileFile[] {
  const row = Buffer.alloc(40 * 6);
  const small = pngOf({ width: 40, height: 40 }, row);
  const inflating = deflateSync(Buffer.alloc(30 * 1024 * 1024), { level: 1 });
  const comment = Buffer.concat([Buffer.from('Comment\0\0'), inflating]);
  const jpeg = Buffer.from(
    'ffd8ffe000104a46494600010100000100010000ffc0000b08ffdcffdc01011100ffda',
    'hex',
  );
  const webp = Buffer.concat([
    Buffer.from('RIFF'),
    Buffer.from('1a000000', 'hex'),
    Buffer.from('WEBPVP8X'),
    Buffer.from('0a00000000000000ffffffffffff', 'hex'),
  ]);
  const svg = (prologue: string, body: string) =>
    Buffer.from(
      `<?xml version="1.0"?>${prologue}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="99999999" height="99999999">${body}</svg>`,
    );
  const frame = Buffer.from(
    '21f904000000000000002c0000000001000100000202440100'.slice(0, 46),
    'hex',
  );
  const screen = Buffer.from('47494638396101000100800000ffffff000000', 'hex');
  const gif = Buffer.concat([
    screen,
    ...Array.from({ length: 50_000 }, () => frame),
    Buffer.from(';'),
  ]);
  const fails = (name: string, content: Buffer): HostileFile => ({
    ...{ name, content, reason: /cannot be decoded|failed/ },
    end: 'FAILED',
  });
  const link = `<image xlink:href="file://${secretPath}"/><image xlink:href="${secretUrl}"/>`;
  return [
    fails('truncated.png', small.subarray(0, 45)),
    fails('sixty-thousand.png', pngOf({ width: 65_000, height: 65_000 }, row)),
    fails('four-billion.png', pngOf({ width: 0xffffffff, height: 0xffffffff }, row)),
    fails('nothing.png', pngOf({ width: 0, height: 0 }, row)),
    {
      name: 'comment.png',
      content: pngOf({ width: 40, height: 40 }, row, [['zTXt', comment]]),
      end: 'READY',
    },
    { name: 'frames.gif', content: gif, end: 'ANY' },
    fails('truncated.jpg', jpeg),
    fails('canvas.webp', webp),
    { name: 'laughs.svg', content: svg(billionLaughs('svg'), '<text>&lol;</text>'), end: 'ANY' },
    {
      name: 'secret.svg',
      content: svg(externalEntity('svg', secretPath), `<text>&secret;</text>${link}`),
      end: 'ANY',
    },
  ];
}
