import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type PrivateRedis,
  startPrivateRedis,
} from '../../subgraphs/shared/testing/private-redis.ts';
import { GatewayRedis } from '../redis/gateway-redis.ts';
import { OperationStore } from './operation-store.ts';

const CONNECT_MS = 5_000;

let server: PrivateRedis;
const opened: GatewayRedis[] = [];

beforeAll(async () => {
  server = await startPrivateRedis();
});

afterAll(async () => {
  for (const redis of opened) redis.close();
  await server.stop();
});

/** The store of one gateway. */
async function openStore(): Promise<OperationStore> {
  const redis = new GatewayRedis({ host: server.host, port: server.port }, () => {});
  opened.push(redis);
  await redis.connected(CONNECT_MS);
  return new OperationStore({ manifest: new Map([['listed', '{ a }']]), redis, onFault: () => {} });
}

describe('the store of operations', () => {
  it('gives every gateway what one of them was sent', async () => {
    const [first, second] = [await openStore(), await openStore()];
    await first.set('apq:1', '{ b }');

    expect(await second.get('apq:1')).toBe('{ b }');
    expect(await second.get('apq:2')).toBeUndefined();
  });

  it('knows the manifest without anybody having sent it', async () => {
    const store = await openStore();

    expect(await store.get('apq:listed')).toBe('{ a }');
  });

  it('does not keep a document of any length', async () => {
    const store = await openStore();
    await store.set('apq:long', `{ b } # ${'x'.repeat(70_000)}`);

    expect(await store.get('apq:long')).toBeUndefined();
  });

  it('goes on with what it knows itself when Redis hangs', async () => {
    const store = await openStore();
    await server.kill('SIGSTOP');

    await store.set('apq:3', '{ c }');

    expect(await store.get('apq:3')).toBe('{ c }');
    expect(await store.get('apq:4')).toBeUndefined();
  });
});
