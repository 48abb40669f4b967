import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { readConfig } from '../service/config.ts';
import { checkEmbeddingKeys, embeddingKeys } from './embedding-keys.ts';
import { sourceOf, toEmbeddingSpec } from './embedding-spec.ts';

const schema = z.object(embeddingKeys).superRefine(checkEmbeddingKeys);
const specOf = (environment: Record<string, string>) =>
  toEmbeddingSpec(readConfig(schema, environment));
const SERVER = { EMBEDDING_BASE_URL: 'http://127.0.0.1:9/v1/', EMBEDDING_MODEL: 'small' };

describe('the configured embedding model', () => {
  it('is the embedded one, trusted little, when nothing is set', () => {
    expect(specOf({})).toMatchObject({ provider: 'embedded', dimensions: 512, fusionWeight: 0.4 });
  });

  it('is the one of the server, trusted as much as words unless told otherwise', () => {
    expect(specOf(SERVER)).toMatchObject({
      provider: 'openai-compatible',
      baseUrl: 'http://127.0.0.1:9/v1',
      fusionWeight: 0.5,
    });
    expect(specOf({ ...SERVER, EMBEDDING_FUSION_ALPHA: '0.7' }).fusionWeight).toBe(0.7);
  });

  it('is another one on another server, and the same one with another weight or key', () => {
    const source = sourceOf(specOf(SERVER));
    const elsewhere = { ...SERVER, EMBEDDING_BASE_URL: 'http://127.0.0.1:8/v1' };
    const same = { ...SERVER, EMBEDDING_FUSION_ALPHA: '0.9', EMBEDDING_API_KEY: 'k' };

    expect(sourceOf(specOf(elsewhere))).not.toBe(source);
    expect(sourceOf(specOf(same))).toBe(source);
  });

  it.each([
    [{ EMBEDDING_BASE_URL: 'http://h/v1' }, /EMBEDDING_MODEL: name the model/],
    [{ ...SERVER, EMBEDDING_BASE_URL: 'http://me:secret@h/v1' }, /no user, password or query/],
    [{ EMBEDDING_MODEL: 'small' }, /EMBEDDING_MODEL: is set together/],
    [{ ...SERVER, EMBEDDING_ONNX_FOLDER: '/m' }, /not both/],
    [{ ...SERVER, EMBEDDING_API_KEY: 'a', EMBEDDING_API_KEY_FILE: '/f' }, /not both/],
  ])('stops the start with %j', (environment, message) => {
    expect(() => specOf(environment)).toThrow(message);
  });
});
