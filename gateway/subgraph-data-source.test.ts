import { createServer } from 'node:net';
import { afterAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { Agent } from 'undici';
import { ANONYMOUS } from '../subgraphs/shared/service/user-id.ts';
import type { SubgraphCall } from './gateway-types.ts';
import { SubgraphDataSource } from './subgraph-data-source.ts';
import { Cancellation } from './transport/cancellation.ts';

const dispatcher = new Agent();

afterAll(() => dispatcher.close());

/** An address where nobody listens. */
async function findDeserted(): Promise<string> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}/graphql`;
}

const callWith = (write: (line: string) => void) =>
  ({
    request: { query: '{ models { name } }' },
    context: {
      requestId: 'one',
      userId: ANONYMOUS,
      responseCache: {},
      logger: pino({}, { write }),
      client: new Cancellation(),
    },
  }) as unknown as SubgraphCall;

describe('a subgraph that is away', () => {
  it('is told with what went wrong, and without once its breaker has opened for that', async () => {
    const lines: Record<string, unknown>[] = [];
    const source = new SubgraphDataSource({
      name: 'worker',
      url: await findDeserted(),
      dispatcher,
      internalToken: undefined,
      isPerUser: false,
      timeoutMs: 1000,
      mutationTimeoutMs: 1000,
      metrics: {
        callJoined: () => undefined,
        callRetried: () => undefined,
        breakerChanged: () => undefined,
      },
    });

    for (let count = 0; count < 3; count++)
      await source.process(callWith((line) => lines.push(JSON.parse(line))));

    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatchObject({ subgraph: 'worker', err: { code: 'ECONNREFUSED' } });
    expect(lines[2]).toMatchObject({ subgraph: 'worker', reason: 'breaker open' });
    expect(lines[2]).not.toHaveProperty('err');
  });
});
