import { hostileArchives } from './hostile-archives.ts';
import type { HostileFile, Targets } from './hostile-file.ts';
import { hostileNames } from './hostile-names.ts';
import { hostilePages } from './hostile-pages.ts';
import { hostilePdfs } from './hostile-pdfs.ts';
import { hostilePictures } from './hostile-pictures.ts';
import { hostileRecordings } from './hostile-recordings.ts';
import { hostileTexts } from './hostile-texts.ts';
import { hostileWords } from './hostile-words.ts';

/** All of them; each has other bytes than the others. */
export function hostileFiles(targets: Targets): HostileFile[] {
  return [
    // First, as one of them is read until its time is up: the others are read beside it.
    ...hostilePages(targets),
    ...hostileArchives(),
    ...hostileNames(targets),
    ...hostileTexts(targets),
    ...hostilePictures(targets),
    ...hostileRecordings(targets),
    ...hostilePdfs(targets),
    ...hostileWords(targets),
  ];
}
