import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createWordEmbedder } from '../../subgraphs/shared/testing/word-embedder.ts';
import { evaluate } from './evaluate.ts';
import { asServed } from './variant.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vectors-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

const set = {
  docs: [
    { id: '1', title: 'Lantern', text: 'A lantern on the harbour wall.' },
    { id: '2', title: 'Tide', text: 'The tide turns twice a day.' },
    { id: '3', title: 'Garden', text: 'Tomatoes want sun and water.' },
  ],
  queries: [
    { id: '1', text: 'harbour lantern' },
    { id: '2', text: 'nobody judged this' },
  ],
  qrels: { '1': { '1': 1 } },
};

describe('evaluate', () => {
  it('asks every judged query in every mode, and embeds the same texts once only', async () => {
    const embedder = createWordEmbedder();
    const options = { embedder, folder, onProgress: () => undefined };
    const first = await evaluate(
      set,
      [asServed('KEYWORD'), asServed('SEMANTIC'), asServed('HYBRID')],
      options,
    );

    const second = await evaluate(set, [asServed('KEYWORD')], options);

    expect(first.map(({ name, ndcgAt10, recallAt10 }) => [name, ndcgAt10, recallAt10])).toEqual([
      ['KEYWORD', 1, 1],
      ['SEMANTIC', 1, 1],
      ['HYBRID', 1, 1],
    ]);
    expect(second[0]?.ndcgAt10).toBe(1);
    expect(embedder.embedded).toHaveLength(5);
  });
});
