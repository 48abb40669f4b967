import { AGENT, type Attack, operation, REFUSED } from './attack.ts';

/** With operations, and with what is around them in a body. */
export const documents: readonly Attack[] = [
  {
    name: 'the schema is read in production',
    at: 'guarded',
    send: operation('{ __schema { types { name } } }'),
    status: 200,
    says: REFUSED,
    saysNot: 'CacheStats',
  },
  {
    name: 'a type is read in production, under another name',
    at: 'guarded',
    send: operation('{ t: __type(name: "File") { f: fields { name } } }'),
    status: 200,
    says: REFUSED,
    saysNot: 'hash',
  },
  {
    name: 'a page for browsers is looked for in production',
    at: 'guarded',
    send: { headers: { accept: 'text/html' } },
    status: 406,
    saysNot: /<html/i,
  },
  {
    name: 'the explorer is looked for in production',
    at: 'guarded',
    send: { path: '/explore', headers: { accept: 'text/html' } },
    status: 404,
    saysNot: /<html/i,
  },
  {
    name: 'a subgraph is reached through the graph',
    at: 'guarded',
    send: operation('{ _service { sdl } _entities(representations: []) { __typename } }'),
    status: 200,
    says: REFUSED,
  },
  {
    name: 'an error inside is made to tell',
    at: 'guarded',
    send: operation('{ job(id: "1") { id } }'),
    status: 200,
    says: 'Internal server error',
  },
  ...['{"__proto__":{"isAdmin":true}}', '{"constructor":{"prototype":{"isAdmin":true}}}'].map(
    (variables) => ({
      name: `a prototype in the variables: ${variables}`,
      at: 'open' as const,
      send: {
        headers: { 'content-type': 'application/json' },
        body: `{"query":"{ __typename }","variables":${variables}}`,
      },
      status: 400,
    }),
  ),
  {
    name: 'a prototype in the body of a service',
    at: 'worker',
    send: {
      path: '/api/v1/cache/invalidate',
      headers: { 'content-type': 'application/json' },
      body: '{"tags":["a"],"__proto__":{"position":"x"}}',
    },
    status: 400,
  },
  {
    name: 'a number that no number is',
    at: 'open',
    send: {
      headers: { 'content-type': 'application/json' },
      body: '{"query":"query($n: Int!) { search(query: \\"a\\", first: $n) { totalHits } }","variables":{"n":1e999}}',
    },
    status: 200,
    says: 'BAD_USER_INPUT',
  },
  {
    name: 'bytes that are no UTF-8',
    at: 'open',
    send: {
      headers: { 'content-type': 'application/json' },
      body: Buffer.from('{"query":"{ agent\xc3\x28id: 1) { name } }"}', 'latin1'),
    },
    status: 200,
    says: REFUSED,
  },
  {
    name: 'a null byte in a document',
    at: 'open',
    send: operation('{ agent(id: 1) \u0000 { name } }'),
    status: 200,
    says: REFUSED,
  },
  {
    name: 'two queries in one body, for a door that reads the first',
    at: 'guarded',
    send: {
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }","query":"{ __schema { types { name } } }"}',
    },
    status: 200,
    says: REFUSED,
  },
  {
    name: 'one query in the address and another in the body',
    at: 'guarded',
    send: {
      path: `/graphql?query=${encodeURIComponent('{ __typename }')}`,
      ...operation('{ __schema { types { name } } }'),
    },
    status: 200,
    says: REFUSED,
  },
  {
    name: 'an operation that is not there',
    at: 'open',
    send: operation('query A { __typename }', { operationName: '__proto__' }),
    status: 200,
    says: 'OPERATION_RESOLUTION_FAILURE',
  },
  {
    name: 'one of two operations, and it is not said which',
    at: 'open',
    send: operation('query A { __typename } query B { __typename }'),
    status: 200,
    says: 'OPERATION_RESOLUTION_FAILURE',
  },
  {
    name: 'a hash that promises another document (persisted queries)',
    at: 'open',
    send: operation(AGENT, {
      extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } },
    }),
    status: 400,
  },
  {
    name: 'an answer for others is poisoned with a header that is in no key',
    at: 'open',
    send: async ({ ask }) => {
      const query = operation('query Poison { search(query: "poison") { hits { text } } }');
      const forged = {
        'x-forwarded-host': 'other.example',
        'x-forwarded-proto': 'gopher',
        'x-original-url': '/internal',
      };
      const before = await ask('open', { headers: forged, ...query });
      const after = await ask('open', query);
      return { ...after, text: `${before.text}${after.text}${JSON.stringify(after.headers)}` };
    },
    status: 200,
    saysNot: /other\.example|gopher/,
  },
  {
    name: 'an answer for others is poisoned with an error',
    at: 'open',
    send: async ({ stack, ask }) => {
      const query = operation('query Ill { search(query: "ill") { totalHits } }');
      stack.content.searchFault = new Error('ill');
      await ask('open', query);
      stack.content.searchFault = undefined;
      return ask('open', query);
    },
    status: 200,
    says: '{"data":{"search":{"totalHits":2}}}',
  },
  {
    name: 'the gateway is made to call an address (SSRF)',
    at: 'guarded',
    send: operation('{ file(hash: "http://169.254.169.254/latest/meta-data") { name } }'),
    status: 200,
    says: '{"data":{"file":null}}',
  },
];
