import type { Redis } from 'ioredis';
import type { CacheKeys } from './cache-key.ts';
import type { Execute } from './execute.ts';
import { compileGlob, type TextMatcher } from './glob.ts';
import type { RedisScripts } from './redis-script.ts';

const SCAN_COUNT = 1000;
const PAGE = 128;

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
  const matches = compileGlob(pattern);
  let removed = 0;
  for await (const found of scan(searcher, execute)) {
    const pages: Promise<number>[] = [];
    for (let at = 0; at < found.length; at += PAGE) {
      pages.push(dropPage(searcher, found.slice(at, at + PAGE), { matches, execute }));
    }
    for (const count of await Promise.all(pages)) removed += count;
  }
  return removed;
}

/** The keys of all entries, some more than once. The server looks for the next ones while these are worked on. */
async function* scan({ client, keys }: Searcher, execute: Execute): AsyncGenerator<string[]> {
  const look = (cursor: string) =>
    execute(() => client.scan(cursor, 'MATCH', keys.entryGlob, 'COUNT', SCAN_COUNT));
  let looking: Promise<[string, string[]]> | undefined = look('0');
  while (looking !== undefined) {
    const [cursor, found]: [string, string[]] = await looking;
    looking = cursor === '0' ? undefined : look(cursor);
    // It may fail while the keys before are worked on; then it is met by the next turn.
    looking?.catch(() => undefined);
    yield found;
  }
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
