import type { MediaPrograms } from './media-programs.ts';

/** What a parser of recordings may use besides the file itself. */
export interface ReadingAids {
  /** Null when ffmpeg is not installed. */
  readonly programs: MediaPrograms | null;
  /** The largest file that can be transcribed; null when no transcription server is configured. */
  readonly speechMaxBytes: number | null;
  /** An empty folder for what lies between; gone with everything in it when the file has been read. */
  readonly scratch: string;
}
