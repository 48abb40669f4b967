import { mkdir, rm } from 'node:fs/promises';
import type { Transcriber } from '../transcription/transcriber.ts';
import type { MediaPrograms } from './media-programs.ts';

/** What this worker can do with recordings beyond their tags; found out once, at its start. */
export interface MediaAbilities {
  readonly programs: MediaPrograms | null;
  readonly transcriber: Transcriber | null;
  /** Where what lies between is kept while a file is read. */
  readonly scratchFolder: string;
}

/** Empties the scratch folder: what an earlier run left in it belongs to nobody. */
export async function prepareScratch(folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return folder;
}

/** What of a recording's content depends on the abilities; part of cache keys and chunk ids. */
export function abilitiesVersion({ programs, transcriber }: MediaAbilities): string {
  const parts = [programs && 'ffmpeg', transcriber && `speech@${transcriber.version}`];
  return parts
    .filter((part) => part !== null)
    .map((part) => `+${part}`)
    .join('');
}
