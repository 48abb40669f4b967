import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { createServiceClient } from '../../shared/service/service-client.ts';
import { createRetrievalSearchIndex } from './retrieval-search-index.ts';

describe("retrieval's index", () => {
  it('is waited for to remove a file for as long as the caller has time', async () => {
    const hung = createServer().listen(0, '127.0.0.1');
    await once(hung, 'listening');
    const baseUrl = `http://127.0.0.1:${(hung.address() as AddressInfo).port}`;
    const client = createServiceClient({ service: 'retrieval', baseUrl });
    const index = createRetrievalSearchIndex(client, 'space');

    await expect(index.remove('a'.repeat(64), 20)).rejects.toMatchObject({
      code: 'TIMEOUT',
      message: expect.stringContaining('within 20 ms'),
    });

    hung.closeAllConnections();
    hung.close();
  });
});
