import { gzipSync } from 'node:zlib';
import { refused } from './endings.ts';
import type { HostileFile } from './hostile-file.ts';
import { zipOfText } from './zip-of-text.ts';

const ARCHIVE = /UNSUPPORTED_MEDIA_TYPE.*Archives are not unpacked/;
const UNTRUE = /UNSUPPORTED_MEDIA_TYPE.*under its true type/;

/** What is refused before anything reads it: archives, programs, old and locked documents, and files that lie about their type. */
export function hostileArchives(): HostileFile[] {
  return [...archives(), ...programs(), ...liars()];
}

function archives(): HostileFile[] {
  const inner = zipOfText('a.txt', Buffer.alloc(1024 * 1024));
  const tar = Buffer.concat([Buffer.alloc(257), Buffer.from('ustar\x0000'), Buffer.alloc(247)]);
  return [
    refused('nested.zip', zipOfText('b.zip', zipOfText('a.zip', inner)), ARCHIVE),
    refused('zip.docx', zipOfText('a.txt', 'no document'), ARCHIVE),
    refused('zeros.gz', gzipSync(Buffer.alloc(20 * 1024 * 1024)), ARCHIVE),
    refused('a.tar', tar, ARCHIVE),
    refused('a.rar', Buffer.from('526172211a0701000000', 'hex'), ARCHIVE),
    refused('a.7z', Buffer.from('377abcaf271c00040000', 'hex'), ARCHIVE),
    refused('a.xz', Buffer.from('fd377a585a000004e6d6b446', 'hex'), ARCHIVE),
  ];
}

function programs(): HostileFile[] {
  const elf = Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.alloc(64)]);
  const exe = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]);
  const office = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1528)]);
  return [
    refused('program.pdf', elf, /Programs are not taken/),
    refused('setup.exe', exe, /Programs are not taken/),
    refused('letter.doc', office, /save it without a password/),
    refused('locked.docx', Buffer.concat([office, Buffer.alloc(1)]), /save it without a password/),
  ];
}

function liars(): HostileFile[] {
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000', 'hex');
  return [
    refused('picture.pdf', png, UNTRUE),
    refused('picture.png', Buffer.concat([png, Buffer.alloc(1)]), UNTRUE, 'application/pdf'),
    refused('page.html', '<html><script>1</script>', UNTRUE, 'image/png'),
    refused('song.mp3', '#!/bin/sh\nrm -rf /\n', UNTRUE),
    refused('noise.bin', Buffer.from('ff00aa0102030405060708fe', 'hex'), /UNSUPPORTED_MEDIA_TYPE/),
  ];
}
