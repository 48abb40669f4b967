import { AGENT, type Attack, CLEAR, operation } from './attack.ts';

const OTHER = 'https://other.example';
const REBOUND = { host: 'rebound.other.example' };
const form = (name: string, value: string) =>
  `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--x--\r\n`;
const FILE =
  '--x\r\ncontent-disposition: form-data; name="file"; filename="planted.txt"\r\ncontent-type: text/plain\r\n\r\nplanted\r\n--x--\r\n';
const MULTIPART = { 'content-type': 'multipart/form-data; boundary=x' };

/** Through the browser of somebody who can reach the stack: forms, uploads, and names that are pointed at this machine. */
export const webPages: readonly Attack[] = [
  {
    name: 'a form sends a mutation as text/plain',
    at: 'open',
    send: { headers: { 'content-type': 'text/plain' }, body: `{"query":"${CLEAR}"}` },
    status: 400,
  },
  {
    name: 'the same at a service',
    at: 'worker',
    send: {
      headers: { 'content-type': 'text/plain' },
      body: '{"query":"mutation { deleteFile(hash: \\"a\\") { deleted } }"}',
    },
    status: 400,
  },
  {
    name: 'a form sends a mutation url-encoded',
    at: 'open',
    send: {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `query=${encodeURIComponent(CLEAR)}`,
    },
    status: 415,
  },
  {
    name: 'a form sends a mutation as multipart',
    at: 'open',
    send: { headers: MULTIPART, body: form('operations', `{"query":"${CLEAR}"}`) },
    status: 415,
  },
  {
    name: 'a form hides JSON behind a type that browsers send unasked',
    at: 'open',
    send: {
      headers: { 'content-type': 'text/plain; x=application/json' },
      body: `{"query":"${CLEAR}"}`,
    },
    status: 400,
  },
  {
    name: 'an image asks a query',
    at: 'open',
    send: {
      path: `/graphql?query=${encodeURIComponent(AGENT)}`,
      headers: { 'sec-fetch-site': 'cross-site' },
    },
    status: 400,
  },
  {
    name: 'a link carries a mutation',
    at: 'open',
    send: {
      path: `/graphql?query=${encodeURIComponent(CLEAR)}`,
      headers: { 'apollo-require-preflight': 'yes' },
    },
    status: 405,
  },
  {
    name: 'another site is not told that it may call',
    at: 'open',
    send: async ({ ask }) => {
      const answer = await ask('open', {
        method: 'OPTIONS',
        headers: {
          origin: OTHER,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type',
        },
      });
      return { ...answer, text: JSON.stringify(answer.headers) };
    },
    status: 400,
    saysNot: 'access-control-allow-origin',
  },
  {
    name: 'another site may not drop the cache of a service, preflight or not',
    at: 'worker',
    send: { method: 'DELETE', path: '/api/v1/cache/clear', headers: { origin: OTHER } },
    status: 403,
  },
  {
    name: 'a form uploads a file',
    at: 'worker',
    send: { path: '/api/v1/files', headers: { ...MULTIPART, origin: OTHER }, body: FILE },
    status: 403,
  },
  {
    name: 'a page without an origin uploads a file',
    at: 'worker',
    send: {
      path: '/api/v1/files?name=planted.txt',
      headers: { 'content-type': 'text/plain', origin: 'null' },
      body: 'planted',
    },
    status: 403,
  },
  {
    name: 'a browser that sends no origin says at least that the site is another',
    at: 'worker',
    send: {
      path: '/api/v1/files?name=planted.txt',
      headers: { 'content-type': 'text/plain', 'sec-fetch-site': 'cross-site' },
      body: 'planted',
    },
    status: 403,
  },
  {
    name: 'a form invalidates a cache with JSON in text/plain',
    at: 'worker',
    send: {
      path: '/api/v1/cache/invalidate',
      headers: { 'content-type': 'text/plain' },
      body: '{"tags":["search"]}',
    },
    status: 400,
  },
  {
    name: 'the same from another site at the gateway',
    at: 'open',
    send: {
      path: '/api/v1/cache/invalidate',
      headers: { origin: OTHER },
      body: { tags: ['search'] },
    },
    status: 403,
  },
  ...(['open', 'worker'] as const).map((at) => ({
    name: `a page points its own name at this machine (${at})`,
    at,
    send: { headers: REBOUND, ...operation('{ __typename }') },
    status: 403,
    says: 'ALLOWED_HOSTS',
  })),
  {
    name: 'the same, to read statistics',
    at: 'worker',
    send: { path: '/api/v1/cache/stats', headers: REBOUND },
    status: 403,
  },
  {
    name: 'a name that only begins like this machine',
    at: 'open',
    send: { headers: { host: 'localhost.other.example' }, ...operation(AGENT) },
    status: 403,
  },
  {
    name: 'a batch gets round what is counted by request',
    at: 'open',
    send: { body: [{ query: AGENT }, { query: AGENT }] },
    status: 400,
  },
];
