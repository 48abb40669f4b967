import { describe, expect, it } from '@jest/globals';
import { createOnnxEmbedder } from './onnx-embedder.ts';

describe('an ONNX folder', () => {
  it('says what to install, or what the folder must hold, when it cannot be used', async () => {
    const spec = {
      provider: 'onnx',
      model: 'mini',
      folder: '/nowhere',
      fusionWeight: 0.5,
    } as const;

    await expect(createOnnxEmbedder({ ...spec, maxInputTokens: null })).rejects.toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      message: expect.stringMatching(
        /onnxruntime-node-install=skip.*npm install|must hold config\.json, tokenizer\.json/,
      ),
    });
  });
});
