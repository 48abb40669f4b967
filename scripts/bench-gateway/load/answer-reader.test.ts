import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AnswerReader, type HttpAnswer } from './answer-reader.ts';

const whole = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nx: y\r\n\r\nhello';
const chunked =
  'HTTP/1.1 400 Bad Request\r\ntransfer-encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n';

describe('answers on a connection', () => {
  it('are found however their bytes come in pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (sizes) => {
        for (const [text, status] of [
          [whole, 200],
          [chunked, 400],
        ] as const) {
          const answers = readInPieces(text, sizes);

          expect(answers).toEqual([{ status, body: 'hello' }]);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('follow each other on one connection', () => {
    const reader = new AnswerReader();

    const first = reader.read(Buffer.from(whole));
    const second = reader.read(Buffer.from(chunked));

    expect([first?.status, second?.status]).toEqual([200, 400]);
  });

  it('that say neither a length nor chunks are refused', () => {
    expect(() => new AnswerReader().read(Buffer.from('HTTP/1.1 200 OK\r\n\r\n'))).toThrow('length');
  });
});

function readInPieces(text: string, sizes: readonly number[]) {
  const reader = new AnswerReader();
  const answers: HttpAnswer[] = [];
  const bytes = Buffer.from(text);
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    const answer = reader.read(bytes.subarray(at, at + size));
    if (answer) answers.push(answer);
    at += size;
  }
  return answers.map(({ status, body }) => ({ status, body: body.toString() }));
}
