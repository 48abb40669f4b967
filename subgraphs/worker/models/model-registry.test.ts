import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createCache } from '../../shared/cache/cache.ts';
import type { Cache } from '../../shared/cache/types.ts';
import type { Embedder } from '../../shared/embedding/embedder.ts';
import { openEmbedder } from '../../shared/embedding/open-embedder.ts';
import {
  type EmbeddingServer,
  startEmbeddingServer,
} from '../../shared/testing/embedding-server.ts';
import { type PrivateRedis, startPrivateRedis } from '../../shared/testing/private-redis.ts';
import { createModelRegistry, type ModelRegistry } from './model-registry.ts';
import { createModelSources } from './model-sources.ts';

let redis: PrivateRedis;
let cache: Cache;
let server: EmbeddingServer;
let embedder: Embedder;
let models: ModelRegistry;

beforeEach(async () => {
  redis = await startPrivateRedis();
  const kinds = { model: { ttlSeconds: 86_400 } };
  cache = createCache({ redis: { host: redis.host, port: redis.port }, service: 'models', kinds });
  server = await startEmbeddingServer({ model: 'small', dimensions: 8 });
  embedder = await openEmbedder(
    {
      provider: 'openai-compatible',
      model: 'small',
      baseUrl: server.url,
      maxInputTokens: 512,
      fusionWeight: 0.5,
    },
    { apiKey: 'k', batchSize: 8, concurrency: 1, timeoutMs: 1000, maxRetries: 0 },
  );
  models = createModelRegistry(cache, createModelSources(embedder, undefined));
});

afterEach(async () => {
  await Promise.all([embedder.close(), server.close(), cache.close()]);
  await redis.stop();
});

describe('what is known of an embedding model', () => {
  it('comes from its server once a day', async () => {
    const asked = await models.find('small');
    const requests = server.authorizations.length;
    const again = await models.find('small');

    expect(asked).toMatchObject({ dimensions: 8, maxInputTokens: 512, available: true });
    expect([asked?.result.status, again?.result.status]).toEqual(['MISS', 'HIT']);
    expect(again?.result.ttlSeconds).toBeGreaterThan(70_000);
    expect(server.authorizations).toHaveLength(requests);
  });

  it('is remembered for seconds only when the server is away, with the reason', async () => {
    await server.close();

    const asked = await models.find('small');
    const again = await models.find('small');

    expect(asked).toMatchObject({
      available: false,
      unavailableReason: expect.stringContaining('EMBEDDING_BASE_URL does not answer'),
    });
    expect(again?.result.status).toBe('HIT');
    expect(again?.result.ttlSeconds).toBeLessThanOrEqual(15);
  });
});
