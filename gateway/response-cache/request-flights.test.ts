import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTinyStack, type TinyStack } from '../testing/tiny-stack.ts';
import { type Passenger, type RequestFlight, RequestFlights } from './request-flights.ts';
import type { SentAnswer } from './send-answer.ts';

const ANSWER: SentAnswer = { body: '{}', contentLength: '2', encoding: 'latin1', headers: [] };

describe('equal requests of one turn of the event loop', () => {
  const went: string[] = [];
  const answered: string[] = [];
  const onTheWay: RequestFlight[] = [];
  const flights = new RequestFlights();
  const passenger = (name: string): Passenger => ({
    goOn: (own) => {
      went.push(name);
      if (own !== undefined) onTheWay.push(own);
    },
    answer: () => answered.push(name),
  });

  it('wait for the first of them, which sets out when all have arrived', async () => {
    for (const name of ['a', 'b', 'c']) flights.board('same', passenger(name));
    expect(went).toEqual([]);

    await turn();

    expect(went).toEqual(['a']);
    onTheWay.pop()?.land(ANSWER);

    expect(answered).toEqual(['b', 'c']);
  });

  it('go the whole way themselves when the answer may not be theirs, and only once', async () => {
    went.length = 0;
    for (const name of ['a', 'b', 'c']) flights.board('same', passenger(name));
    await turn();

    const flight = onTheWay.pop();
    flight?.disperse();
    flight?.land(ANSWER);

    expect(went).toEqual(['a', 'b', 'c']);
    expect(answered).toEqual(['b', 'c']);
  });

  it('have nothing to do with those of the next turn, or with others', async () => {
    went.length = 0;
    flights.board('same', passenger('a'));
    flights.board('other', passenger('b'));
    await turn();
    flights.board('same', passenger('c'));
    await turn();

    expect(went).toEqual(['a', 'b', 'c']);
  });
});

describe('the gateway, asked the same several times at once', () => {
  const TIMES = 5;
  let stack: TinyStack;

  beforeAll(async () => {
    stack = await startTinyStack();
  });

  afterAll(() => stack.close());

  /** All in one packet, which arrives in one turn. */
  async function ask(query: string, headers = ''): Promise<{ head: string; body: Buffer }[]> {
    const { port, hostname } = new URL(stack.url);
    const body = JSON.stringify({ query });
    const request =
      `POST /graphql HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\n${headers}` +
      `content-length: ${Buffer.byteLength(body)}\r\n`;
    const requests = Array.from({ length: TIMES }, (_, at) =>
      at === TIMES - 1 ? `${request}connection: close\r\n\r\n${body}` : `${request}\r\n${body}`,
    );
    const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
    await once(socket, 'connect');
    socket.setEncoding('latin1').write(requests.join(''));
    const answers = (await text(socket)).split(/(?=HTTP\/1\.1 \d{3} )/);
    return answers.map((answer) => {
      const end = answer.indexOf('\r\n\r\n');
      return { head: answer.slice(0, end), body: Buffer.from(answer.slice(end + 4), 'latin1') };
    });
  }

  const idOf = ({ head }: { head: string }) => /x-request-id: (\S+)/i.exec(head)?.[1];
  const different = (values: readonly unknown[]) => new Set(values.map(String)).size;

  it('gives each the same answer under an id of its own', async () => {
    const answers = await ask('{ search(query: "tide") { sessionId hits { text } } }');

    expect(answers).toHaveLength(TIMES);
    expect(different(answers.map(({ body }) => body))).toBe(1);
    expect(JSON.parse(answers[0]?.body.toString() ?? '')).toMatchObject({
      data: { search: { hits: expect.any(Array) } },
    });
    expect(different(answers.map(idOf))).toBe(TIMES);
  });

  it('counts each of them', async () => {
    const counted = async () => {
      const metrics = await (await fetch(`${stack.url}/metrics`)).text();
      const count = /http_request_duration_seconds_count\{method="POST".*\} (\d+)/.exec(metrics);
      return Number(count?.[1] ?? 0);
    };
    const before = await counted();

    await ask('{ __typename }');

    expect(await counted()).toBe(before + TIMES);
  });

  it('compresses the answer for all of them', async () => {
    const query = `{ search(query: "${'tide '.repeat(400)}") { query } }`;

    const answers = await ask(query, 'accept-encoding: gzip\r\n');

    const texts = answers.map(({ body }) => gunzipSync(body).toString());
    expect(texts[0]).toContain('tide tide');
    expect(different(texts)).toBe(1);
  });

  it('carries out each mutation', async () => {
    stack.worker.invalidations.length = 0;

    const answers = await ask('mutation { clearCache(services: [WORKER]) { complete } }');

    expect(stack.worker.invalidations).toHaveLength(TIMES);
    expect(answers.every(({ body }) => body.includes('"complete":true'))).toBe(true);
  });

  it('refuses each what none may have', async () => {
    const answers = await ask('{ nothing }');

    expect(
      answers.map(({ body }) => JSON.parse(body.toString()).errors[0].extensions.code),
    ).toEqual(Array.from({ length: TIMES }, () => 'GRAPHQL_VALIDATION_FAILED'));
  });
});
