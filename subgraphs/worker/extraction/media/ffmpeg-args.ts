/** One piece of memory that a hostile file may ask for. */
const MAX_ALLOCATION_BYTES = 512 * 1024 * 1024;
/** As for pictures: a larger frame is refused before it is decoded. */
const MAX_FRAME_PIXELS = 100_000_000;

/** ffmpeg's names of the formats that the worker takes. */
const demuxers: Readonly<Record<string, string>> = {
  'video/mp4': 'mov',
  'video/quicktime': 'mov',
  'audio/mp4': 'mov',
  'video/webm': 'matroska',
  'video/matroska': 'matroska',
  'audio/wav': 'wav',
  'audio/mpeg': 'mp3',
  'audio/flac': 'flac',
  'audio/ogg': 'ogg',
};

/** No keyboard, no banner, bounded memory, and an end of its own should nobody be left to stop it. */
export function ffmpegLimits(timeoutMs: number): string[] {
  const seconds = Math.max(1, Math.ceil(timeoutMs / 1000));
  return ['-nostdin', '-hide_banner', '-v', 'error', '-timelimit', `${seconds}`, ...memoryLimit()];
}

export function memoryLimit(): string[] {
  return ['-max_alloc', `${MAX_ALLOCATION_BYTES}`];
}

/**
 * The file as input. The format is the one that was sniffed and no other: left to itself ffmpeg would take a playlist
 * (HLS, ffconcat) for a video and open what it names; and no protocol but plain files could be opened even then.
 */
export function inputOf(path: string, mediaType: string | undefined): string[] {
  const demuxer = demuxers[mediaType ?? ''];
  if (demuxer === undefined) throw new Error(`ffmpeg is not used for ${mediaType}`);
  return ['-protocol_whitelist', 'file,pipe', '-f', demuxer, '-i', `file:${path}`];
}

/** For decoding: one core, and no frame that would fill the memory. */
export function decoderLimits(): string[] {
  return ['-threads', '1', '-max_pixels', `${MAX_FRAME_PIXELS}`];
}
