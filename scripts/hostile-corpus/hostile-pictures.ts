import { deflateSync } from 'node:zlib';
import { ends, fails, reads } from './endings.ts';
import type { HostileFile, Targets } from './hostile-file.ts';
import { pngOf } from './png-parts.ts';
import { billionLaughs, externalEntity } from './xml-entities.ts';

const UNDECODED = /cannot be decoded|failed/;
/** Forty rows of forty grey pixels, one bit each, and a filter byte a row. */
const ROWS = Buffer.alloc(40 * 6);
const SMALL = { width: 40, height: 40 };

/** Pictures that are larger than they look, or break off. */
export function hostilePictures(targets: Targets): HostileFile[] {
  return [...pngs(), ...others(), ...drawings(targets)];
}

function pngs(): HostileFile[] {
  const inflating = deflateSync(Buffer.alloc(30 * 1024 * 1024), { level: 1 });
  const comment = Buffer.concat([Buffer.from('Comment\0\0'), inflating]);
  return [
    fails('truncated.png', pngOf(SMALL, ROWS).subarray(0, 45), UNDECODED),
    fails('sixty-thousand.png', pngOf({ width: 65_000, height: 65_000 }, ROWS), UNDECODED),
    fails('four-billion.png', pngOf({ width: 0xffffffff, height: 0xffffffff }, ROWS), UNDECODED),
    fails('nothing.png', pngOf({ width: 0, height: 0 }, ROWS), UNDECODED),
    reads('comment.png', pngOf(SMALL, ROWS, [['zTXt', comment]])),
  ];
}

/** A JPEG of 65,500 pixels squared, a GIF of 50,000 frames, a WebP of 16 million pixels squared. */
function others(): HostileFile[] {
  const hex = (digits: string) => Buffer.from(digits, 'hex');
  const jpeg = hex('ffd8ffe000104a46494600010100000100010000ffc0000b08ffdcffdc01011100ffda');
  const frame = hex('21f904000000000000002c0000000001000100000202440100'.slice(0, 46));
  const screen = hex('47494638396101000100800000ffffff000000');
  const frames = Array.from({ length: 50_000 }, () => frame);
  const canvas = [hex('1a000000'), Buffer.from('WEBPVP8X'), hex('0a00000000000000ffffffffffff')];
  return [
    fails('truncated.jpg', jpeg, UNDECODED),
    ends('frames.gif', Buffer.concat([screen, ...frames, Buffer.from(';')])),
    fails('canvas.webp', Buffer.concat([Buffer.from('RIFF'), ...canvas]), UNDECODED),
  ];
}

function drawings({ secretPath, secretUrl }: Targets): HostileFile[] {
  const names =
    'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="99999999" height="99999999"';
  const svg = (prologue: string, body: string) =>
    `<?xml version="1.0"?>${prologue}<svg ${names}>${body}</svg>`;
  const links = `<image xlink:href="file://${secretPath}"/><image xlink:href="${secretUrl}"/>`;
  const secret = `<text>&secret;</text>${links}`;
  return [
    ends('laughs.svg', svg(billionLaughs('svg'), '<text>&lol;</text>')),
    ends('secret.svg', svg(externalEntity('svg', secretPath), secret)),
  ];
}
