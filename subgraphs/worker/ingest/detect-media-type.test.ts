import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { detectMediaType } from './detect-media-type.ts';

const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffdb', 'hex');
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000', 'hex');
const ZIP_OF_NOTHING = Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)]);
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const ELF = Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(64)]);
const WORD_97 = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504)]);
const TAR = Buffer.concat([Buffer.alloc(257), Buffer.from('ustar\x0000'), Buffer.alloc(247)]);
const RAR = Buffer.from('526172211a0701000000', 'hex');
const SEVEN_ZIP = Buffer.from('377abcaf271c00040000', 'hex');
const GZIP = gzipSync('tar or not');
const LATIN1 = Buffer.from('caf\xe9', 'latin1');
const UTF16 = Buffer.from('\ufeffhello', 'utf16le');

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'detect-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

function detect(name: string, content: Buffer | string, mediaType?: string) {
  const path = join(folder, 'content');
  writeFileSync(path, content);
  return detectMediaType({ name, mediaType, path });
}

describe('detectMediaType', () => {
  it.each<[string, Buffer | string, string | undefined, string]>([
    ['notes.txt', 'plain words', undefined, 'text/plain'],
    ['README.md', '# Read me', undefined, 'text/markdown'],
    ['README.md', '# Read me', 'text/plain; charset=utf-8', 'text/markdown'],
    ['page', '<!doctype html><p>Hello', undefined, 'text/html'],
    ['page.xhtml', '<?xml version="1.0"?><html></html>', undefined, 'text/html'],
    ['table.csv', 'a,b\n1,2', 'application/octet-stream', 'text/csv'],
    ['main.py', 'print(1)', 'text/x-python', 'text/x-python'],
    ['cars.txt', 'BMW builds cars', undefined, 'text/plain'],
    ['tags.txt', 'ID3 tags stand at the start', undefined, 'text/plain'],
    ['broken.pdf', '%PDF-1.7 and then nothing', undefined, 'application/pdf'],
    ['talk.srt', '1\n00:00:01,000 --> 00:00:02,000\nHello', undefined, 'application/x-subrip'],
    ['talk.vtt', 'WEBVTT\n\n00:01.000 --> 00:02.000\nHello', undefined, 'text/vtt'],
    ['talk', 'WEBVTT\n\n00:01.000 --> 00:02.000\nHello', undefined, 'text/vtt'],
    ['photo', JPEG, 'image/jpg', 'image/jpeg'],
    ['photo.jpg', PNG, undefined, 'image/png'],
  ])('takes %s (%j declared as %s) for %s', async (name, content, declared, expected) => {
    expect((await detect(name, content, declared)).name).toBe(expected);
  });

  it.each<[string, Buffer | string, string | undefined, string, RegExp]>([
    [
      'a.pdf',
      JPEG,
      'application/pdf',
      'UNSUPPORTED_MEDIA_TYPE',
      /declared as application\/pdf.*image\/jpeg/,
    ],
    ['a.pdf', JPEG, undefined, 'UNSUPPORTED_MEDIA_TYPE', /named "a.pdf".*image\/jpeg/],
    ['a.txt', PNG, undefined, 'UNSUPPORTED_MEDIA_TYPE', /image\/png/],
    ['a.pdf', 'just text', undefined, 'UNSUPPORTED_MEDIA_TYPE', /plain text/],
    ['a.bin', 'just text', 'image/png', 'UNSUPPORTED_MEDIA_TYPE', /plain text/],
    ['a.docx', ZIP_OF_NOTHING, undefined, 'UNSUPPORTED_MEDIA_TYPE', /application\/zip/],
    ['a', ELF, undefined, 'UNSUPPORTED_MEDIA_TYPE', /txt, md, html/],
    ['a.dat', Buffer.from([1, 2, 3, 250]), undefined, 'UNSUPPORTED_MEDIA_TYPE', /UTF-8/],
    ['a.txt', LATIN1, undefined, 'BAD_USER_INPUT', /Save "a.txt" as UTF-8/],
    ['a.txt', UTF16, undefined, 'BAD_USER_INPUT', /not UTF-8/],
  ])('refuses %s (%j declared as %s) with %s', async (name, content, declared, code, message) => {
    await expect(detect(name, content, declared)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it.each<[string, Buffer, string | undefined, RegExp]>([
    ['docx that is a zip', ZIP_OF_NOTHING, DOCX, /Archives are not unpacked/],
    ['tar', TAR, undefined, /x-tar.*Archives are not unpacked/],
    ['gz', GZIP, 'application/gzip', /gzip.*Archives are not unpacked/],
    ['rar', RAR, undefined, /Archives are not unpacked/],
    ['7z', SEVEN_ZIP, undefined, /Archives are not unpacked/],
    ['exe', ELF, undefined, /Programs are not taken/],
    ['doc', WORD_97, undefined, /save it without a password as .docx/],
    ['docx with a password', WORD_97, DOCX, /save it without a password as .docx/],
  ])('says to the sender of a %s what to do', async (kind, content, declared, advice) => {
    await expect(detect(`a.${kind.slice(0, 4)}`, content, declared)).rejects.toMatchObject({
      code: 'UNSUPPORTED_MEDIA_TYPE',
      message: expect.stringMatching(advice),
    });
  });
});
