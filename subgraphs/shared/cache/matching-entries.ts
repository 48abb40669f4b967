import type { Redis } from 'ioredis';
import type { CacheKeys } from './cache-key.ts';
import type { Execute } from './execute.ts';
import { compileGlob, type TextMatcher } from './glob.ts';
import type { RedisScripts } from './redis-script.ts';

const SCAN_COUNT = 1000;
const PAGE = 250;

interface Searcher {
  readonly client: Redis;
  readonly scripts: RedisScripts;
  readonly keys: CacheKeys;
}

/** Looks at every entry of the service, a page at a time, and removes those whose text matches. Answers how many. */
export async function dropMatchingEntries(
  searcher: Searcher,
  pattern: string,
  execute: Execute,
): Promise<number> {
  const { client, keys } = searcher;
  const matches = compileGlob(pattern);
  let removed = 0;
  let cursor = '0';
  do {
    const from = cursor;
    const [next, found] = await execute(() =>
      client.scan(from, 'MATCH', keys.entryGlob, 'COUNT', SCAN_COUNT),
    );
    cursor = next;
    for (let at = 0; at < found.length; at += PAGE) {
      removed += await dropPage(searcher, found.slice(at, at + PAGE), { matches, execute });
    }
  } while (cursor !== '0');
  return removed;
}

async function dropPage(
  { scripts, keys }: Searcher,
  page: readonly string[],
  { matches, execute }: { readonly matches: TextMatcher; readonly execute: Execute },
): Promise<number> {
  const texts = await execute(() => scripts.run('texts', page, []));
  const names = page
    .filter((_, at) => {
      const text = (texts as (string | null)[])[at];
      return typeof text === 'string' && matches(text);
    })
    .map((key) => keys.entryNameOf(key));
  if (names.length === 0) return 0;
  const named = names.flatMap((name) => [keys.entry(name), keys.kindIndexOf(name)]);
  return (await execute(() => scripts.run('drop', named, names))) as number;
}
