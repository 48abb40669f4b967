import type { Extractor } from './extractor.ts';
import { readSound } from './media/read-sound.ts';
import { readVideo } from './media/read-video.ts';

const WITHOUT_FFMPEG =
  'video: ffmpeg is not installed where the worker runs, so that subtitles, pictures and speech were not read; install it (Debian: apt install ffmpeg), start the worker again and reprocess the file';

/** Videos: with ffmpeg all of them, without it what can be read of the container. */
export const videoExtractor: Extractor = {
  name: 'video',
  extract: async (file) => {
    const programs = file.aids?.programs ?? null;
    if (file.aids !== undefined && programs !== null) return readVideo(file, file.aids, programs);
    const { title, properties, parts } = await readSound(file.path);
    return { title, properties: { ...properties, unavailable: [WITHOUT_FFMPEG] }, parts };
  },
};
