import { type Attack, operation, REFUSED } from './attack.ts';

const SEARCH = 'query($q: String!) { search(query: $q) { totalHits } }';
const many = (count: number, text: string) => text.repeat(count);

/** With more than anybody can mean; each is refused before it is executed. */
export const floods: readonly Attack[] = [
  {
    name: 'a flood of tokens',
    at: 'open',
    send: operation(`{ ${many(20_000, '__typename ')} }`),
    status: 200,
    says: REFUSED,
  },
  {
    name: 'a flood of aliases',
    at: 'open',
    send: operation(
      `{ ${Array.from({ length: 8_000 }, (_, at) => `a${at}: __typename`).join(' ')} }`,
    ),
    status: 200,
    says: REFUSED,
  },
  {
    name: 'a flood of directives',
    at: 'open',
    send: operation(`{ __typename ${many(8_000, '@a ')} }`),
    status: 200,
    says: REFUSED,
  },
  {
    name: 'selections without a bottom',
    at: 'open',
    send: operation(`${many(9_000, '{ a ')}${many(9_000, '}')}`),
    status: 200,
    says: REFUSED,
  },
  {
    name: 'fragments that go round in a circle',
    at: 'open',
    send: operation('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'),
    status: 200,
    says: REFUSED,
  },
  {
    name: 'a body that is too large',
    at: 'open',
    send: { headers: { 'content-type': 'application/json' }, body: Buffer.alloc(17 << 20, 32) },
    status: 413,
  },
  {
    name: 'a body of lists in lists',
    at: 'open',
    send: {
      headers: { 'content-type': 'application/json' },
      body: `{"query":"${SEARCH}","variables":{"q":${many(50_000, '[')}${many(50_000, ']')}}}`,
    },
    status: 400,
    says: 'nests more than',
  },
];
