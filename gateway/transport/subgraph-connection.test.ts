import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BrokenCircuitError } from 'cockatiel';
import { Agent } from 'undici';
import { Cancellation, CancelledError } from './cancellation.ts';
import { SubgraphConnection } from './subgraph-connection.ts';

/** What the server does with the next calls; after them it answers. */
let script: ('drop' | 'hang')[] = [];
let arrived = 0;
let server: Server;
let url: string;
const dispatcher = new Agent();

beforeAll(async () => {
  server = createServer((request, response) => {
    arrived++;
    const step = script.shift();
    if (step === 'drop') request.socket.destroy();
    else if (step === undefined) {
      request.resume().on('end', () => response.end('{"data":{}}'));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
});

afterAll(async () => {
  await dispatcher.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function call(options: { isRead?: boolean; timeoutMs?: number; cancellation?: Cancellation } = {}) {
  const { isRead = true, timeoutMs = 5000, cancellation } = options;
  return { headers: {}, body: '{}', isRead, timeoutMs, cancellation };
}

function scripted(steps: typeof script): SubgraphConnection {
  script = steps;
  arrived = 0;
  return new SubgraphConnection(dispatcher, url);
}

describe('a connection to a subgraph', () => {
  it('tries a read again when the connection fails', async () => {
    const connection = scripted(['drop', 'drop']);

    const { status, body } = await connection.send(call());

    expect([status, body, arrived]).toEqual([200, '{"data":{}}', 3]);
  });

  it('sends nothing twice that may change something', async () => {
    const connection = scripted(['drop']);

    await expect(connection.send(call({ isRead: false }))).rejects.toThrow();

    expect(arrived).toBe(1);
  });

  it('gives up in time, and hangs up', async () => {
    const connection = scripted(['hang']);
    const hungUp = untilHungUp();

    const sent = connection.send(call({ timeoutMs: 30 }));

    await expect(sent).rejects.toMatchObject({ name: 'TimeoutError' });
    await hungUp;
    expect(arrived).toBe(1);
  });

  it('hangs up when its caller has gone', async () => {
    const connection = scripted(['hang']);
    const cancellation = new Cancellation();
    const hungUp = untilHungUp();
    server.once('request', () => cancellation.cancel());

    const sent = connection.send(call({ cancellation }));

    await expect(sent).rejects.toBeInstanceOf(CancelledError);
    await hungUp;
    expect(arrived).toBe(1);
  });

  it('does not ask again for a while what did not answer five times, and then finds it well', async () => {
    const connection = scripted(Array(5).fill('drop'));
    const failed = Array.from({ length: 5 }, () => connection.send(call({ isRead: false })));
    await Promise.allSettled(failed);

    await expect(connection.send(call())).rejects.toBeInstanceOf(BrokenCircuitError);
    const arrivedWhileResting = arrived;

    expect(arrivedWhileResting).toBe(5);
    await expect(untilAnswered(connection)).resolves.toBe(200);
  });
});

/** The connection of the next request was closed by the other side. */
function untilHungUp(): Promise<void> {
  return new Promise((resolve) => {
    server.once('request', (_, response) => response.once('close', resolve));
  });
}

async function untilAnswered(connection: SubgraphConnection): Promise<number> {
  for (;;) {
    try {
      return (await connection.send(call())).status;
    } catch (fault) {
      if (!(fault instanceof BrokenCircuitError)) throw fault;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}
