import { ends, fails, reads, refused } from './endings.ts';
import type { HostileFile, Targets } from './hostile-file.ts';
import { box, FTYP, id3Of, wavOf } from './recording-parts.ts';

const DAMAGED = /damaged|neither pictures nor sound|failed/;

/** Sound and video that break off, lie about their length, or are playlists of other files. */
export function hostileRecordings(targets: Targets): HostileFile[] {
  return [...sounds(), ...videos(), ...playlists(targets)];
}

function sounds(): HostileFile[] {
  const silence = Buffer.alloc(2000, 0x80);
  const frame = Buffer.concat([Buffer.from('fffb9000', 'hex'), Buffer.alloc(413)]);
  const frames = Buffer.alloc(4170, frame);
  const page = Buffer.concat([Buffer.from('OggS\0\x02', 'latin1'), Buffer.alloc(22)]);
  const longTitle = id3Of(Buffer.alloc(300_000, 'a'), 300_011);
  const longTag = id3Of(Buffer.from('short'), 200_000_000);
  return [
    reads('truncated.wav', wavOf(silence, 4_000_000, 8000).subarray(0, 600)),
    reads('endless.wav', wavOf(silence, 0xffffffff, 1)),
    reads('title.mp3', Buffer.concat([longTitle, frames])),
    fails('claims.mp3', Buffer.concat([longTag, frames]), DAMAGED),
    reads('truncated.flac', Buffer.from('664c614300000022ffffffff', 'hex')),
    reads('cover.flac', Buffer.from('664c614386ffffff00000003', 'hex')),
    refused('truncated.ogg', page, /UNSUPPORTED_MEDIA_TYPE/),
  ];
}

function videos(): HostileFile[] {
  const endless = Buffer.from('7fffffff6d6f6f76', 'hex');
  const inside = box('moov', Buffer.from('000000006d6f6f76'.repeat(5000), 'hex'));
  const matroska = [Buffer.from('1a45dfa3a3428288', 'hex'), Buffer.from('matroska')];
  const segments = Buffer.from('18538067ffffffffffffffff'.repeat(20_000), 'hex');
  return [
    fails('truncated.mp4', Buffer.concat([FTYP, endless]), DAMAGED),
    // FAILED with ffmpeg; without it nobody looks so far into them.
    ends('own-size.mp4', Buffer.concat([FTYP, inside])),
    ends('truncated.webm', Buffer.from('1a45dfa39f4282847765626d', 'hex')),
    ends('nested.mkv', Buffer.concat([...matroska, segments])),
  ];
}

function playlists({ secretPath, secretUrl }: Targets): HostileFile[] {
  const parts = [`file://${secretPath}`, secretUrl].map((part) => `#EXTINF:9,\n${part}\n`);
  const playlist = `#EXTM3U\n#EXT-X-TARGETDURATION:9\n${parts.join('')}#EXT-X-ENDLIST\n`;
  const list = `ffconcat version 1.0\nfile '${secretPath}'\nfile '${secretUrl}'\n`;
  const untrue = /declared as video\/mp4, but its bytes are plain text/;
  return [
    fails('playlist-inside.mp4', Buffer.concat([FTYP, Buffer.from(playlist)]), DAMAGED),
    refused('playlist.mp4', playlist, untrue, 'video/mp4'),
    refused('list.mp4', list, untrue, 'video/mp4'),
  ];
}
