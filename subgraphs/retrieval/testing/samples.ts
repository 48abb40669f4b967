import { batchOf } from './chunks.ts';
import type { Room } from './room.ts';

/** Two files, of text and of a picture, that have a word in common. */
export async function ingestSamples(room: Room): Promise<void> {
  await room.ingest(
    batchOf('harbour.txt', [
      'Lanterns light the harbour wall at night.',
      'The tide turns twice a day.',
    ]),
  );
  await room.ingest(
    batchOf('garden.png', ['A lantern among tomatoes.'], {
      file: { modality: 'IMAGE', mediaType: 'image/png', createdAt: Date.UTC(2026, 4, 1) },
    }),
  );
}
