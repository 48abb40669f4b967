import { type Attack, CLEAR, operation } from './attack.ts';
import { SECRETS } from './siege.ts';

const DROP = { method: 'DELETE', path: '/api/v1/cache/clear' };
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** By those who are no operators, to do what operators do; and round the door of a service. */
export const operators: readonly Attack[] = [
  {
    name: 'a client clears the caches',
    at: 'guarded',
    send: operation(CLEAR),
    status: 200,
    says: 'UNAUTHENTICATED',
  },
  {
    name: 'a client invalidates',
    at: 'guarded',
    send: operation('mutation { invalidate(input: { tags: ["search"] }) { complete } }'),
    status: 200,
    says: 'UNAUTHENTICATED',
  },
  {
    name: 'a client hides it in a fragment under another name',
    at: 'guarded',
    send: operation(
      'mutation M { ...F } fragment F on Mutation { ok: clearCache { done: complete } }',
    ),
    status: 200,
    says: 'UNAUTHENTICATED',
  },
  {
    name: 'a user with a good token of his own clears the caches',
    at: 'guarded',
    send: async ({ issuer, ask }) =>
      ask('guarded', {
        headers: bearer(await issuer.sign({ scope: 'admin' })),
        ...operation(CLEAR),
      }),
    status: 200,
    says: 'FORBIDDEN',
  },
  { name: 'the gateway is told to drop its cache', at: 'guarded', send: DROP, status: 401 },
  {
    name: 'with a token that is another',
    at: 'guarded',
    send: { ...DROP, headers: bearer('canary-of-the-operators-0000') },
    status: 403,
  },
  {
    name: 'with the beginning of the token',
    at: 'guarded',
    send: { ...DROP, headers: bearer(SECRETS.ADMIN_TOKEN.slice(0, -1)) },
    status: 403,
  },
  {
    name: 'with the token in another case',
    at: 'guarded',
    send: { ...DROP, headers: bearer(SECRETS.ADMIN_TOKEN.toUpperCase()) },
    status: 403,
  },
  {
    name: 'with the token twice',
    at: 'guarded',
    send: {
      ...DROP,
      headers: bearer(`${SECRETS.ADMIN_TOKEN}, Bearer ${SECRETS.ADMIN_TOKEN}`),
    },
    status: 403,
  },
  {
    name: 'with an empty token',
    at: 'guarded',
    send: { ...DROP, headers: { authorization: 'Bearer ' } },
    status: 403,
  },
  {
    name: 'with the token in the address, where logs would keep it',
    at: 'guarded',
    send: { ...DROP, path: `${DROP.path}?token=${SECRETS.ADMIN_TOKEN}` },
    status: 401,
  },
  {
    name: 'by guessing, again and again',
    at: 'guarded',
    send: async ({ ask }) => {
      const guesses = Array.from({ length: 30 }, (_, at) =>
        ask('guarded', { ...DROP, headers: bearer(`${SECRETS.ADMIN_TOKEN.slice(0, at)}x`) }),
      );
      const answers = await Promise.all(guesses);
      return answers.find(({ status }) => status !== 403) ?? { status: 403, headers: {}, text: '' };
    },
    status: 403,
  },
  {
    name: 'as a caller who says that he is on this machine',
    at: 'guarded',
    send: { ...DROP, headers: { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1' } },
    status: 401,
  },
  {
    name: 'through a proxy on this machine, where there is no token',
    at: 'open',
    send: { headers: { 'x-forwarded-for': '203.0.113.9' }, ...operation(CLEAR) },
    status: 200,
    says: 'UNAUTHENTICATED',
  },
  {
    name: 'with a method that a proxy would not have let through',
    at: 'guarded',
    send: {
      path: DROP.path,
      headers: { 'x-http-method-override': 'DELETE', 'x-method-override': 'DELETE' },
    },
    status: 404,
  },
  {
    name: 'a client asks a service itself',
    at: 'closedWorker',
    send: operation('{ files { totalCount } }'),
    status: 401,
  },
  {
    name: 'a client reads the contract of a service',
    at: 'closedWorker',
    send: operation('{ _service { sdl } }'),
    status: 401,
  },
  {
    name: 'a client uploads to a service',
    at: 'closedWorker',
    send: { path: '/api/v1/files?name=planted.txt', body: 'planted' },
    status: 401,
  },
  {
    name: 'a client reads what services tell each other',
    at: 'closedWorker',
    send: { path: '/internal/v1/changes?service=GATEWAY' },
    status: 401,
  },
  ...[
    '/%69nternal/v1/changes?service=GATEWAY',
    '//internal/v1/changes?service=GATEWAY',
    '/health/../internal/v1/changes?service=GATEWAY',
    '/internal/v1/changes;/health?service=GATEWAY',
    '/INTERNAL/v1/changes?service=GATEWAY',
  ].map((path) => ({
    name: `the same as ${path}`,
    at: 'closedWorker' as const,
    send: { path },
    status: 401,
  })),
  {
    name: 'a client asks with HEAD, which some doors forget',
    at: 'closedWorker',
    send: { method: 'HEAD', path: '/api/v1/cache/stats' },
    status: 401,
  },
];
