import { ends, fails, reads, refused } from './endings.ts';
import type { HostileFile, Targets } from './hostile-file.ts';
import { billionLaughs, externalEntity } from './xml-entities.ts';

const NOT_UTF8 = /BAD_USER_INPUT.*UTF-8/;

/** Texts that are none, that never end, or that keep a pattern busy. */
export function hostileTexts(targets: Targets): HostileFile[] {
  return [...notText(), ...longTexts(), ...markup(targets)];
}

function notText(): HostileFile[] {
  return [
    refused('empty.txt', '', /BAD_USER_INPUT.*is empty/),
    refused('latin1.txt', Buffer.from('caf\xe9', 'latin1'), NOT_UTF8),
    refused('utf16.txt', Buffer.from('\ufeffhello', 'utf16le'), NOT_UTF8),
    refused('overlong.txt', Buffer.from('a\xc0\xaf..\xc0\xaf', 'latin1'), NOT_UTF8),
    refused('surrogate.txt', Buffer.from('eda080', 'hex'), NOT_UTF8),
    refused('nulls.txt', `words\0\0${'\0'.repeat(1000)}`, /UNSUPPORTED_MEDIA_TYPE/),
    reads('right-to-left.txt', '\u202egnp.exe\u202c \u2066hidden\u2069'),
    reads('escapes.txt', '\x1b]0;title\x1b\\'.repeat(100)),
  ];
}

function longTexts(): HostileFile[] {
  return [
    reads('spaces.txt', ' \n\t'.repeat(10_000)),
    reads('long-line.txt', 'x'.repeat(400_000)),
    reads('many-lines.txt', '\n'.repeat(300_000)),
    reads('marks.txt', `a${'\u0301\u0323'.repeat(20_000)}`),
    reads('heading.md', `# ${'# '.repeat(150_000)}x`),
    reads('front-matter.md', `---\ntitle: a${' '.repeat(150_000)}b\n---\ntext`),
    reads('quotes.md', '>'.repeat(100_000)),
    fails('endless.srt', '1\n99:59:59,999 -->'.repeat(20_000), /no text with a time/),
  ];
}

function markup({ secretPath, secretUrl }: Targets): HostileFile[] {
  const xml = (prologue: string, body: string) => `<?xml version="1.0"?>${prologue}<a>${body}</a>`;
  return [
    ends('deep.json', `${'['.repeat(100_000)}${']'.repeat(100_000)}`),
    ends('proto.json', '{"__proto__":{"polluted":true},"constructor":{"prototype":{}}}'),
    ends('columns.csv', `${','.repeat(100_000)}\n=cmd|' /C calc'!A0`),
    reads('laughs.xml', xml(billionLaughs('a'), '&lol;')),
    reads('secret.xml', xml(externalEntity('a', secretPath), '&secret;')),
    reads('playlist.m3u8', `#EXTM3U\n#EXTINF:10,\nfile://${secretPath}\n${secretUrl}\n`),
  ];
}
