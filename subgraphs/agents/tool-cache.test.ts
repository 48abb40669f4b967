import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createCache } from '../shared/cache/cache.ts';
import { canonicalJson } from '../shared/cache/canonical-json.ts';
import type { Cache } from '../shared/cache/types.ts';
import { createLogger } from '../shared/service/logger.ts';
import { ANONYMOUS } from '../shared/service/user-id.ts';
import { type PrivateRedis, startPrivateRedis } from '../shared/testing/private-redis.ts';
import { type FileExtract, type Files, fileStatuses, modalities } from './files.ts';
import type { Retrieval, Tagged } from './retrieval.ts';
import { createToolRegistry } from './tools/tool-registry.ts';
import type { ToolTtls } from './tools/tool-ttls.ts';
import { useTool } from './use-tool.ts';

const HASH = 'a'.repeat(64);
const READY: FileExtract = {
  name: 'tides.txt',
  mediaType: 'text/plain',
  status: 'READY',
  error: null,
  chunkCount: 3,
  passages: [{ chunkId: 'c0', fileHash: HASH, title: 'tides.txt', position: 0, text: 'Ebb.' }],
};

let redis: PrivateRedis;
let cache: Cache;
let now = Date.parse('2026-03-14T23:30:00.000Z');
/** What the worker answers; its own part comes by way of the network in `tests/`. */
let read: () => Promise<Tagged<FileExtract | null>>;

const files: Files = {
  read: () => read(),
  list: async () => ({ value: { files: [], totalCount: 0, next: null }, tags: [] }),
};
const retrieval: Retrieval = {
  search: async () => ({ value: [], tags: [] }),
  contextBundle: async () => ({ value: { id: 'b', passages: [] }, tags: [] }),
  similarFiles: async () => ({ value: [], tags: [] }),
  citedPassages: async () => ({ value: [], tags: [] }),
};

const memory = {
  recall: async () => ({ query: '', hits: [], notices: [], tookMs: 0 }),
};

const withTtls = (ttls: ToolTtls) =>
  createToolRegistry({ retrieval, files, memory, now: () => now, ttlSeconds: 600, ttls });
const tools = withTtls({});

beforeAll(async () => {
  redis = await startPrivateRedis();
  cache = createCache({
    redis: { host: redis.host, port: redis.port },
    service: 'agents',
    kinds: { tool: { ttlSeconds: 3600 } },
  });
  // The first invalidation of a new server waits for members that it cannot know of.
  await cache.invalidate({ tags: ['nothing'] });
});

beforeEach(async () => {
  read = async () => ({ value: READY, tags: [`file-${HASH}`] });
  await cache.clear();
});

afterAll(async () => {
  await cache.close();
  await redis.stop();
});

async function use(name: string, given: unknown, more: { ttls?: ToolTtls; version?: number } = {}) {
  const [tool] = (more.ttls ? withTtls(more.ttls) : tools).pick([name]);
  if (tool === undefined) throw new Error(`no tool ${name}`);
  const logger = createLogger({ service: 'agents', level: 'silent' });
  return useTool(
    { cache, logger },
    {
      tool: { ...tool, version: more.version ?? tool.version },
      given,
      userId: ANONYMOUS,
      agentId: null,
      sessionId: null,
      requestId: 'test',
      grounding: null,
    },
  );
}

const statusOf = async (...call: Parameters<typeof use>) => (await use(...call)).cache.status;

describe('arguments', () => {
  const some = <T>(values: readonly T[]) =>
    fc.option(fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 4 }), {
      nil: undefined,
    });
  const listArguments = fc.record(
    {
      first: fc.constantFrom(1, 2, 20),
      nameContains: fc.constantFrom('a', 'A', 'a ', 'á', 'a\u0301', '"', '\\"', '{}'),
      modalities: some(modalities),
      status: some(fileStatuses),
    },
    { requiredKeys: [] },
  );
  const meaningOf = (given: Record<string, unknown>) => {
    const set = (names: unknown) => (Array.isArray(names) ? [...new Set(names)].sort() : undefined);
    const status = set(given['status']) ?? ['READY'];
    return canonicalJson({ first: 20, ...given, status, modalities: set(given['modalities']) });
  };
  let round = 0;

  it('share an entry when they mean the same, and never when they do not', async () => {
    await fc.assert(
      fc.asyncProperty(listArguments, listArguments, fc.boolean(), async (one, other, isSame) => {
        const after = `page-${round++}`;
        const second = isSame ? Object.fromEntries(Object.entries(one).reverse()) : other;
        await use('listFiles', { after, ...one });

        const status = await statusOf('listFiles', { ...second, after });

        expect(status).toBe(meaningOf(one) === meaningOf(second) ? 'HIT' : 'MISS');
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['search', { query: 'ebb', limit: 3 }, 'limit'],
    ['readFile', { hash: HASH, path: '/etc/passwd' }, 'path'],
    ['readFile', { hash: HASH.toUpperCase() }, 'hash'],
    ['readFile', { hash: HASH, first: 21 }, 'first'],
    ['readFile', { hash: HASH, from: -1 }, 'from'],
    ['listFiles', { status: [] }, 'status'],
    ['similarFiles', {}, 'hash'],
    ['calculate', { expression: '1'.repeat(501) }, 'expression'],
    ['now', { timeZone: 'Mars/Olympus' }, 'IANA'],
  ])('of %s are refused with the reason: %j', async (name, given, part) => {
    const { error, result, cache: info } = await use(name, given);

    expect(error).toContain(part);
    expect({ result, status: info.status }).toEqual({ result: null, status: 'BYPASS' });
  });

  it('reach the result with their defaults filled in', async () => {
    const { arguments: canonical, result } = await use('readFile', { hash: HASH });

    expect(canonical).toEqual({ hash: HASH, from: 0, first: 10 });
    expect(JSON.parse(result ?? '')).toEqual({
      name: 'tides.txt',
      mediaType: 'text/plain',
      status: 'READY',
      error: null,
      chunkCount: 3,
      next: 1,
      passages: [{ citation: null, source: 'tides.txt', file: HASH, position: 0, text: 'Ebb.' }],
    });
  });
});

describe('a tool result', () => {
  it('is of one version of its tool', async () => {
    await use('readFile', { hash: HASH });

    const again = await statusOf('readFile', { hash: HASH });
    const newer = await statusOf('readFile', { hash: HASH }, { version: 99 });

    expect([again, newer]).toEqual(['HIT', 'MISS']);
  });

  it('carries the tags of what it read, and goes with any of them', async () => {
    const { cache: first } = await use('readFile', { hash: HASH });
    await cache.invalidate({ tags: [`file-${HASH}`] });

    const { cache: second } = await use('readFile', { hash: HASH });

    expect(first).toMatchObject({ status: 'MISS', tags: [`file-${HASH}`] });
    expect(second.status).toBe('MISS');
  });

  it('that was read while the file changed is not served afterwards', async () => {
    const worker = new EventEmitter();
    read = async () => {
      worker.emit('asked');
      await once(worker, 'answer');
      return { value: READY, tags: [`file-${HASH}`] };
    };
    const asked = once(worker, 'asked');
    const slow = use('readFile', { hash: HASH });
    await asked;
    await cache.invalidate({ tags: [`file-${HASH}`, 'search', 'context'] });
    worker.emit('answer');
    await slow;
    const changed = { ...READY, name: 'changed.txt' };
    read = async () => ({ value: changed, tags: [`file-${HASH}`] });

    const { result, cache: info } = await use('readFile', { hash: HASH });

    expect(info.status).toBe('MISS');
    expect(result).toContain('changed.txt');
  });

  it('is not kept of a file that is on its way, and is an error of one that is not there', async () => {
    read = async () => ({ value: { ...READY, status: 'PROCESSING' }, tags: null });
    const first = await use('readFile', { hash: HASH });
    read = async () => ({ value: null, tags: null });

    const second = await use('readFile', { hash: HASH });

    expect(first.cache).toMatchObject({ status: 'MISS', ttlSeconds: null });
    expect(second).toMatchObject({
      result: null,
      error: expect.stringContaining('There is no file'),
    });
  });

  it('is kept for as long as is configured for its tool, or not at all', async () => {
    const ttls = { search: 7, listFiles: 0 };
    const { cache: short } = await use('search', { query: 'ebb' }, { ttls });
    const { cache: none } = await use('listFiles', {}, { ttls });
    const { cache: other } = await use('similarFiles', { hash: HASH }, { ttls });

    // Lifetimes are shortened by up to a tenth, so that entries do not end together.
    expect([6, 7]).toContain(short.ttlSeconds);
    expect(none.status).toBe('BYPASS');
    expect(other.ttlSeconds).toBeGreaterThan(500);
    expect(other.ttlSeconds).toBeLessThanOrEqual(600);
  });

  it.each([['nothing'], ['now'], ['calculate']])(
    'of %s cannot be configured to be kept',
    async (name) => {
      await expect(use('search', { query: 'x' }, { ttls: { [name]: 5 } })).rejects.toThrow(name);
    },
  );

  it('of the time is made anew each time', async () => {
    const given = { timeZone: 'Asia/Kolkata' };
    const first = await use('now', given);
    now += 1000;

    const second = await use('now', given);

    expect(first.cache.status).toBe('BYPASS');
    expect(JSON.parse(first.result ?? '')).toEqual({
      utc: '2026-03-14T23:30:00.000Z',
      timeZone: 'Asia/Kolkata',
      local: '2026-03-15T05:00:00+05:30',
      weekday: 'Sunday',
    });
    expect(second.result).toContain('23:30:01.000Z');
  });

  it('of a calculation is computed each time, which takes less than asking Redis', async () => {
    const { result, cache: info } = await use('calculate', { expression: '6 * 7' });

    expect({ result, status: info.status }).toEqual({ result: '42', status: 'BYPASS' });
  });

  it('says BYPASS, and is right, while Redis is away', async () => {
    await redis.kill('SIGKILL');

    const { cache: info, result } = await use('readFile', { hash: HASH });

    expect(info.status).toBe('BYPASS');
    expect(result).toContain('Ebb.');
    await redis.restart();
  });
});
