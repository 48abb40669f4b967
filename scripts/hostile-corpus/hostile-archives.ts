import { gzipSync } from 'node:zlib';
import type { HostileFile } from './hostile-file.ts';
import { zipOfText } from './zip-of-text.ts';

const ARCHIVE = /UNSUPPORTED_MEDIA_TYPE.*Archives are not unpacked/;

/** What is refused before anything reads it: archives, programs, old and locked documents, and files that lie about their type. */
export function hostileArchives(): HostileFile[] {
  const inner = zipOfText('a.txt', Buffer.alloc(1024 * 1024));
  const program = Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.alloc(64)]);
  const locked = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1528)]);
  const tar = Buffer.concat([Buffer.alloc(257), Buffer.from('ustar\x0000'), Buffer.alloc(247)]);
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000', 'hex');
  const refused = (
    name: string,
    content: Buffer,
    reason: RegExp = ARCHIVE,
    mediaType?: string,
  ): HostileFile => ({ name, content, reason, end: 'REFUSED', ...(mediaType && { mediaType }) });
  const UNTRUE = /UNSUPPORTED_MEDIA_TYPE.*under its true type/;
  return [
    refused('nested.zip', zipOfText('b.zip', zipOfText('a.zip', inner))),
    refused('zip.docx', zipOfText('a.txt', 'no document')),
    refused('zeros.gz', gzipSync(Buffer.alloc(20 * 1024 * 1024))),
    refused('a.tar', tar),
    refused('a.rar', Buffer.from('526172211a0701000000', 'hex')),
    refused('a.7z', Buffer.from('377abcaf271c00040000', 'hex')),
    refused('a.xz', Buffer.from('fd377a585a000004e6d6b446', 'hex')),
    refused('program.pdf', program, /Programs are not taken/),
    refused('setup.exe', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), /Programs are not/),
    refused('letter.doc', locked, /save it without a password/),
    refused('locked.docx', locked, /save it without a password/),
    refused('picture.pdf', png, UNTRUE),
    refused('picture.png', png, UNTRUE, 'application/pdf'),
    refused('page.html', Buffer.from('<html><script>1</script>'), UNTRUE, 'image/png'),
    refused('song.mp3', Buffer.from('#!/bin/sh\nrm -rf /\n'), UNTRUE),
    refused('noise.bin', Buffer.from('ff00aa0102030405060708fe', 'hex'), /UNSUPPORTED_MEDIA_TYPE/),
  ];
}
