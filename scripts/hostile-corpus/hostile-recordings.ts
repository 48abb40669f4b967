import type { HostileFile, Targets } from './hostile-file.ts';
import { box, FTYP, id3Of, wavOf } from './recording-parts.ts';

/** Sound and video that break off, lie about their length, or are playlists of other files. */
export function hostileRecordings({ secretPath, secretUrl }: Targets): HostileFile[] {
  const silence = Buffer.alloc(2000, 0x80);
  const frames = Buffer.alloc(
    4170,
    Buffer.concat([Buffer.from('fffb9000', 'hex'), Buffer.alloc(413)]),
  );
  const playlist = `#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile://${secretPath}\n#EXTINF:9,\n${secretUrl}\n#EXT-X-ENDLIST\n`;
  const list = `ffconcat version 1.0\nfile '${secretPath}'\nfile '${secretUrl}'\n`;
  const flac = Buffer.from('664c614300000022ffffffff', 'hex');
  const cover = Buffer.from('664c614386ffffff00000003', 'hex');
  const webm = Buffer.from('1a45dfa39f4282847765626d', 'hex');
  const nested = Buffer.concat([
    Buffer.from('1a45dfa3a3428288', 'hex'),
    Buffer.from('matroska'),
    Buffer.from('18538067ffffffffffffffff'.repeat(20_000), 'hex'),
  ]);
  const reads = (name: string, content: Buffer): HostileFile => ({ name, content, end: 'READY' });
  const fails = (name: string, content: Buffer): HostileFile => ({
    ...{ name, content, reason: /damaged|neither pictures nor sound|failed/ },
    end: 'FAILED',
  });
  const untrue = (name: string, content: string): HostileFile => ({
    ...{ name, content: Buffer.from(content), mediaType: 'video/mp4' },
    ...{ end: 'REFUSED', reason: /declared as video\/mp4, but its bytes are plain text/ },
  });
  return [
    reads('truncated.wav', wavOf(silence, 4_000_000, 8000).subarray(0, 600)),
    reads('endless.wav', wavOf(silence, 0xffffffff, 1)),
    reads('title.mp3', Buffer.concat([id3Of(Buffer.alloc(300_000, 'a'), 300_011), frames])),
    fails('claims.mp3', Buffer.concat([id3Of(Buffer.from('short'), 200_000_000), frames])),
    reads('truncated.flac', flac),
    reads('cover.flac', cover),
    {
      name: 'truncated.ogg',
      content: Buffer.concat([Buffer.from('OggS\0\x02', 'latin1'), Buffer.alloc(22)]),
      end: 'REFUSED',
      reason: /UNSUPPORTED_MEDIA_TYPE/,
    },
    fails('truncated.mp4', Buffer.concat([FTYP, Buffer.from('7fffffff6d6f6f76', 'hex')])),
    fails(
      'own-size.mp4',
      Buffer.concat([FTYP, box('moov', Buffer.from('000000006d6f6f76'.repeat(5000), 'hex'))]),
    ),
    fails('playlist-inside.mp4', Buffer.concat([FTYP, Buffer.from(playlist)])),
    fails('truncated.webm', webm),
    fails('nested.mkv', nested),
    untrue('playlist.mp4', playlist),
    untrue('list.mp4', list),
  ];
}
