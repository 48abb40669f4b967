import type { Attack } from './attack.ts';

const HASH = 'a'.repeat(64);

/** On the routes of the worker that anybody may use who may use the worker. */
export const uploads: readonly Attack[] = [
  {
    name: 'a name with a null byte',
    at: 'worker',
    send: { path: '/api/v1/files?name=a%00.txt', body: 'x' },
    status: 400,
  },
  {
    name: 'a name that breaks a line',
    at: 'worker',
    send: { path: '/api/v1/files', headers: { 'x-file-name': 'a%0d%0ab.txt' }, body: 'x' },
    status: 400,
  },
  {
    name: 'a name without an end',
    at: 'worker',
    send: { path: `/api/v1/files?name=${'a'.repeat(5_000)}`, body: 'x' },
    status: 400,
  },
  {
    name: 'more than a file may have',
    at: 'worker',
    send: { path: '/api/v1/files?name=a.txt', body: 'x'.repeat(2 << 20) },
    status: 413,
  },
  {
    name: 'a hash that is a path',
    at: 'worker',
    send: { method: 'DELETE', path: '/api/v1/cache/file/..%2f..%2fetc' },
    status: 400,
  },
  {
    name: 'a hash that is nearly one',
    at: 'worker',
    send: { method: 'DELETE', path: `/api/v1/cache/file/${HASH}0` },
    status: 400,
  },
  {
    name: 'more tags than anybody has',
    at: 'worker',
    send: { path: '/api/v1/cache/invalidate', body: { tags: Array(1_001).fill('a') } },
    status: 400,
  },
  {
    name: 'an invalidation of nothing, which must not be one of everything',
    at: 'worker',
    send: { path: '/api/v1/cache/invalidate', body: {} },
    status: 400,
  },
  {
    name: 'a clearing of no kind, which must not be one of all',
    at: 'worker',
    send: { method: 'DELETE', path: '/api/v1/cache/clear?kinds=' },
    status: 400,
  },
  {
    name: 'a setting that nobody knows',
    at: 'worker',
    send: { path: '/api/v1/cache/invalidate', body: { tags: ['a'], dryRun: false } },
    status: 400,
  },
];
