import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkPorts, freePort, isPortFree } from './check-ports.ts';

const ports = { worker: 9201, retrieval: 9202, agents: 9203, gateway: 9204 };
const allFree = async () => true;

describe('the look at the ports before anything is started', () => {
  it('passes when all are free and differ', async () => {
    await expect(checkPorts('127.0.0.1', ports, allFree)).resolves.toBeUndefined();
  });

  it('names every port that is taken and the variable that moves it', async () => {
    const takenOnly = async (_host: string, port: number) => port > 9202;

    await expect(checkPorts('127.0.0.1', ports, takenOnly)).rejects.toThrow(
      /Port 9201 on 127\.0\.0\.1, for worker.*WORKER_PORT[\s\S]*Port 9202 .*RETRIEVAL_PORT/,
    );
  });

  it('refuses two services on one port', async () => {
    await expect(checkPorts('127.0.0.1', { ...ports, agents: 9201 }, allFree)).rejects.toThrow(
      'AGENTS_PORT and WORKER_PORT are both 9201.',
    );
  });
});

describe('a port that no browser calls', () => {
  it('is refused, because the stack could not be seen to be ready there', async () => {
    await expect(checkPorts('127.0.0.1', { ...ports, gateway: 4190 }, allFree)).rejects.toThrow(
      'GATEWAY_PORT=4190 is a port that browsers and fetch refuse to call.',
    );
  });
});

describe('a port that another program listens on', () => {
  const server = createServer();
  let port = 0;

  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  });

  afterAll(() => void server.close());

  it('is not free', async () => {
    expect(await isPortFree('127.0.0.1', port)).toBe(false);
  });

  it('is not preferred: another one is found', async () => {
    const other = await freePort('127.0.0.1', port);

    expect(other).not.toBe(port);
    expect(await isPortFree('127.0.0.1', other)).toBe(true);
  });
});
