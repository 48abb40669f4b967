import { type Attack, CLEAR } from './attack.ts';
import { sendRaw } from './raw-request.ts';

const HEAD = 'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n';
const SMUGGLED = `DELETE /api/v1/cache/clear HTTP/1.1\r\nhost: localhost\r\n\r\n`;

const raw = (name: string, at: Attack['at'], bytes: string | Buffer, status: number): Attack => ({
  name,
  at,
  send: ({ urls }) => sendRaw(urls[at], bytes),
  status,
});

/** With bytes that no well-behaved client sends: smuggled requests, endless ones, odd heads and paths. */
export const connections: readonly Attack[] = [
  raw(
    'two lengths of one body (CL.TE)',
    'open',
    `${HEAD}content-length: 6\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`,
    400,
  ),
  raw(
    'two different lengths (CL.CL)',
    'open',
    `${HEAD}content-length: 2\r\ncontent-length: 60\r\n\r\n{}${SMUGGLED}`,
    400,
  ),
  raw(
    'a length that is hidden with a blank',
    'open',
    `${HEAD}transfer-encoding : chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`,
    400,
  ),
  raw(
    'chunked twice',
    'open',
    `${HEAD}transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n${SMUGGLED}`,
    400,
  ),
  raw('a chunk without a size', 'open', `${HEAD}transfer-encoding: chunked\r\n\r\nzz\r\n{}`, 400),
  raw('a negative length', 'open', `${HEAD}content-length: -1\r\n\r\n`, 400),
  raw('lines that end in half', 'open', HEAD.replaceAll('\r\n', '\n').concat('a\rb: c\n\n'), 400),
  raw('a header that goes on in the next line', 'open', `${HEAD}x-a: b\r\n c\r\n: d\r\n\r\n`, 400),
  raw('a null byte in a header', 'open', `${HEAD}x-user-id: a\0b\r\n\r\n`, 400),
  raw('a head without a host', 'open', 'GET /health HTTP/1.1\r\n\r\n', 400),
  raw(
    'a head with two hosts',
    'open',
    'GET / HTTP/1.1\r\nhost: localhost\r\nhost: other.example\r\n\r\n',
    400,
  ),
  raw('no head at all', 'open', 'GET /\r\n\r\n', 403),
  raw('another protocol', 'open', Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00]), 400),
  raw('a method that is none', 'open', 'HACK / HTTP/1.1\r\nhost: localhost\r\n\r\n', 400),
  raw(
    'an address of another machine',
    'open',
    'GET http://169.254.169.254/latest HTTP/1.1\r\nhost: 169.254.169.254\r\n\r\n',
    404,
  ),
  raw('a header that is too large', 'open', `${HEAD}x-a: ${'a'.repeat(20_000)}\r\n\r\n`, 431),
  raw(
    'too many headers',
    'open',
    `${HEAD}${Array.from({ length: 3_000 }, (_, at) => `x-${at}: a\r\n`).join('')}\r\n`,
    431,
  ),
  raw(
    'a new line in a path',
    'open',
    'GET /a%0d%0aset-cookie:%20a=b HTTP/1.1\r\nhost: localhost\r\n\r\n',
    404,
  ),
  raw(
    'a path out of the house',
    'worker',
    'GET /api/v1/files/../../../../etc/passwd HTTP/1.1\r\nhost: localhost\r\n\r\n',
    404,
  ),
  raw(
    'the same, encoded',
    'worker',
    'GET /api/v1/jobs/..%2f..%2f..%2fetc%2fpasswd HTTP/1.1\r\nhost: localhost\r\n\r\n',
    404,
  ),
  raw(
    'a path that is no text',
    'worker',
    'GET /%c0%ae%ff HTTP/1.1\r\nhost: localhost\r\n\r\n',
    400,
  ),
  raw('a head that never ends', 'guarded', 'POST /graphql HTTP/1.1\r\nhost: localhost\r\nx-a', 408),
  raw(
    'a body that never ends',
    'guarded',
    `${HEAD}content-length: 100\r\n\r\n{"query":"${CLEAR}`,
    408,
  ),
];
