import { describe, expect, it } from '@jest/globals';
import type { ChunkRecord } from '../chunk.ts';
import type { NewFile } from '../file.ts';
import { openWorkerStore } from './worker-store.ts';

const FILE: NewFile = {
  ...{ hash: 'a-file', name: 'scan.pdf', mediaType: 'application/pdf', sizeBytes: 1 },
  ...{ modality: 'TEXT', metadata: null },
};

const chunk = (contentVersion: string, index: number): ChunkRecord => ({
  ...{ id: `${contentVersion}-${index}`, fileHash: FILE.hash, contentVersion, index },
  ...{ text: 'words', modality: 'TEXT', title: null, location: null },
});

describe('the chunks of a file that was processed again', () => {
  it('are those of the new run alone, even where it found fewer than the one before', async () => {
    const store = await openWorkerStore(':memory:');
    await store.files.insert(FILE, 0);
    await store.files.update(FILE.hash, { contentVersion: 'pdf@2' });
    await store.chunks.upsert([chunk('pdf@1', 0), ...[0, 1, 2].map((at) => chunk('pdf@2', at))]);

    await store.chunks.removeOthers(FILE.hash, 'pdf@2', 2);

    const all = await store.chunks.findMany(['pdf@1-0', 'pdf@2-0', 'pdf@2-1', 'pdf@2-2']);
    expect(all.map(({ id }) => id)).toEqual(['pdf@2-0', 'pdf@2-1']);
    await store.close();
  });
});
