import { access, constants } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import type { MediaPrograms } from './media-programs.ts';

/** Looks for ffmpeg and ffprobe in the folders of a PATH; null when one of them is missing. */
export async function findMediaPrograms(searchPath: string): Promise<MediaPrograms | null> {
  // A relative folder would name another program in another working directory.
  const folders = searchPath.split(delimiter).filter(isAbsolute);
  const [ffmpeg, ffprobe, setpriv] = await Promise.all(
    ['ffmpeg', 'ffprobe', 'setpriv'].map((name) => findIn(folders, name)),
  );
  if (!ffmpeg || !ffprobe) return null;
  return { ffmpeg, ffprobe, setpriv: process.platform === 'linux' ? (setpriv ?? null) : null };
}

async function findIn(folders: readonly string[], name: string): Promise<string | undefined> {
  for (const folder of folders) {
    const path = join(folder, name);
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return undefined;
}
