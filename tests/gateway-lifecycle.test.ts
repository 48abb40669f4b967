import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../subgraphs/shared/testing/eventually.ts';
import { LoneGateway } from './house/lone-gateway.ts';

const SEARCH = 'query FindTide { search(query: "tide") { totalHits } }';

let gateway: LoneGateway;

beforeAll(async () => {
  gateway = await LoneGateway.open();
}, 60_000);

afterAll(() => gateway.close());

describe('a gateway that is started before its subgraphs', () => {
  it('is up, and ready only when every one of them answers', async () => {
    const health = await fetch(`${gateway.url}/health`);
    const alone = await gateway.ready();
    await gateway.startSubgraphs(['worker', 'retrieval']);
    const withTwo = await gateway.ready();
    await gateway.startSubgraphs(['agents']);

    expect(health.status).toBe(200);
    expect(alone).toEqual({ code: 503, status: 'unavailable' });
    expect(withTwo).toEqual({ code: 503, status: 'unavailable' });
    expect(await gateway.ready()).toEqual({ code: 200, status: 'ready' });
  });

  it('then caches, and tells of an operation that was slow without what was asked', async () => {
    await eventually(
      () => gateway.query(SEARCH),
      ({ cache }) => cache === 'HIT',
    );
    // What it logs comes on another way than its answers.
    const log = await eventually(
      async () => gateway.process.log,
      (lines) => lines.some(({ msg }) => msg === 'slow operation'),
    );

    expect(log).toContainEqual(
      expect.objectContaining({
        msg: 'slow operation',
        operationName: 'FindTide',
        operationHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        tookMs: expect.any(Number),
        subgraphs: { retrieval: { calls: 1, tookMs: expect.any(Number) } },
        cache: 'MISS',
      }),
    );
    const words = gateway.process.log.filter(({ msg }) => msg === 'slow operation');
    expect(JSON.stringify(words)).not.toContain('"tide"');
  });
});

describe('subgraphs that are restarted under load', () => {
  it('cost no cached read', async () => {
    const expected = (await gateway.query(SEARCH)).body;
    const answers: { body: string; cache: string | null }[] = [];
    let isOver = false;
    const readers = Array.from({ length: 4 }, async () => {
      while (!isOver) answers.push(await gateway.query(SEARCH));
    });
    const more = () => eventually(() => answers.length, atLeast(answers.length + 20));

    await more();
    await gateway.stopSubgraphs();
    await more();
    const away = await gateway.ready();
    await gateway.startSubgraphs();
    await more();
    isOver = true;
    await Promise.all(readers);

    expect(away).toEqual({ code: 503, status: 'unavailable' });
    expect(answers.filter(({ body, cache }) => body !== expected || cache !== 'HIT')).toEqual([]);
    expect(await gateway.ready()).toEqual({ code: 200, status: 'ready' });
  });
});

describe('SIGTERM', () => {
  it('lets the requests under way end, closes their connections, takes no new ones, and ends with 0', async () => {
    const agent = new Agent({ keepAlive: true });
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const asked = new Promise<void>((resolve) => {
      gateway.content.beforeSearch = async () => {
        resolve();
        await held;
      };
    });
    const underWay = post(agent, '{ search(query: "not asked before") { totalHits } }');
    await asked;
    const outcomes: unknown[] = [];
    const readers = Array.from({ length: 4 }, () => readUntilCutOff(agent, outcomes));
    await eventually(() => outcomes.length, atLeast(20));

    const ended = gateway.process.stop('SIGTERM');
    await eventually(
      () => fetch(`${gateway.url}/health`).then(String, (error) => error.cause?.code),
      (outcome) => outcome === 'ECONNREFUSED',
    );
    answer();
    const response = await underWay;

    expect(response.statusCode).toBe(200);
    expect(response.headers.connection).toBe('close');
    expect(Buffer.concat(await response.toArray()).toString()).toContain('"totalHits":2');
    expect(await ended).toBe(0);
    await Promise.all(readers);
    expect(new Set(outcomes)).toEqual(new Set([200, 'ECONNREFUSED']));
  });
});

function atLeast(least: number): (count: number) => boolean {
  return (count) => count >= least;
}

/** One kept answer after the other, each asked for as soon as the one before is read. */
async function readUntilCutOff(agent: Agent, outcomes: unknown[]): Promise<void> {
  for (let outcome: unknown = 200; outcome === 200; outcomes.push(outcome)) {
    outcome = await post(agent, SEARCH).then(
      (response) => response.toArray().then(() => response.statusCode),
      (error) => error.code,
    );
  }
}

async function post(agent: Agent, query: string): Promise<IncomingMessage> {
  const sent = request(`${gateway.url}/graphql`, {
    agent,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
  });
  sent.end(JSON.stringify({ query }));
  const [response] = await once(sent, 'response');
  return response;
}
