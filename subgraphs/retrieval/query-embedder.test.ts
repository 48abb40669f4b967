import { describe, expect, it } from '@jest/globals';
import { createWordEmbedder } from '../shared/testing/word-embedder.ts';
import { QueryEmbedder } from './query-embedder.ts';

describe('QueryEmbedder', () => {
  it('gives the vector of the model', async () => {
    const model = createWordEmbedder();

    expect(await new QueryEmbedder(model).embed('lantern')).toEqual(
      (await model.embed(['lantern']))[0],
    );
  });

  it('says MODEL_UNAVAILABLE, with the cause, when the model fails', async () => {
    const model = createWordEmbedder();
    model.failure = new Error('no weights');

    await expect(new QueryEmbedder(model).embed('lantern')).rejects.toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      message: expect.stringMatching(/words-64.*KEYWORD/),
      cause: model.failure,
    });
  });

  it('asks a silent model once, then not again until it has rested or answered', async () => {
    let asked = 0;
    let answer: (vectors: Float32Array[]) => void = () => undefined;
    const model = {
      ...createWordEmbedder(2),
      embed: () => {
        asked += 1;
        return new Promise<Float32Array[]>((resolve) => {
          answer = resolve;
        });
      },
    };
    let now = 0;
    const embedder = new QueryEmbedder(model, { timeoutMs: 1, restMs: 1000, now: () => now });

    await expect(embedder.embed('a')).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' });
    await expect(embedder.embed('b')).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' });
    expect(asked).toBe(1);

    now = 1001;
    await expect(embedder.embed('c')).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' });
    expect(asked).toBe(2);

    answer([Float32Array.of(1, 0)]);
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    const woken = embedder.embed('d');
    answer([Float32Array.of(0, 1)]);
    expect(await woken).toEqual(Float32Array.of(0, 1));
  });
});
