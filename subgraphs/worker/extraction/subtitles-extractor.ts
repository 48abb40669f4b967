import { readFile } from 'node:fs/promises';
import type { Extractor } from './extractor.ts';
import { groupCues } from './timed-text/group-cues.ts';
import { parseCues } from './timed-text/parse-cues.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

/** SRT and WebVTT: what is said, with its times. */
export const subtitlesExtractor: Extractor = {
  name: 'subtitles',
  extract: async ({ path }) => {
    const { cues, skipped } = parseCues(await readFile(path, 'utf8'));
    if (cues.length === 0)
      throw new UnreadableFileError(
        'The subtitles hold no text with a time, as "00:00:01,000 --> 00:00:02,500"; send them as .txt if that is what they are.',
      );
    const lastMs = cues.reduce((latest, { endMs }) => Math.max(latest, endMs), 0);
    return {
      title: null,
      properties: {
        cues: cues.length,
        durationSeconds: lastMs / 1000,
        ...(skipped > 0 && { skippedCues: skipped }),
      },
      parts: groupCues(cues),
    };
  },
};
