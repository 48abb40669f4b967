import type { Logger } from 'pino';
import type { Cache } from '../shared/cache/types.ts';
import { sessionTag } from '../shared/service/cache-tags.ts';
import type { UserId } from '../shared/service/user-id.ts';
import { sessionKey } from './session-key.ts';

/** A value of a session that knows which state of the store it was read from. */
export interface Revised {
  readonly revision: number;
}

/** A session of the user's whose value is wanted, and the revision that the store has just told. */
export interface Wanted {
  readonly id: string;
  readonly revision: number;
}

export interface ValidatedReadDeps {
  readonly cache: Cache;
  readonly logger: Logger;
}

/**
 * Reads values of sessions through the cache, in the order wanted. Writers drop the entry before they acknowledge; but
 * a process that is killed between commit and drop, or a Redis that is away at that moment, leaves an older one
 * behind. Such an entry is recognised by its revision, dropped, and never served.
 */
export async function readValidated<T extends Revised>(
  deps: ValidatedReadDeps,
  read: {
    readonly kind: 'session' | 'conversation';
    readonly userId: UserId;
    readonly wanted: readonly Wanted[];
    /** From the store, in the order of `ids`. */
    readonly loadMany: (ids: readonly string[]) => Promise<readonly (T | null)[]>;
  },
): Promise<readonly (T | null)[]> {
  const { kind, userId, wanted, loadMany } = read;
  const keyOf = (id: string) => sessionKey({ userId, sessionId: id });
  const requests = wanted.map(({ id }) => ({
    kind,
    key: keyOf(id),
    // What patterns see, and what Redis keeps in clear: not who the user is.
    text: id,
    tags: [sessionTag(id)],
  }));
  const served = await deps.cache.getOrLoadMany<T | null>(requests, (missing) =>
    loadMany(missing.flatMap(({ text }) => text ?? [])),
  );
  const values = served.map(({ value }) => value);
  const outdated = wanted.filter(({ revision }, index) => !isCurrent(values[index], revision));
  if (outdated.length === 0) return values;
  const keys = outdated.map(({ id }) => keyOf(id));
  await drop(deps, kind, keys);
  const current = await loadMany(outdated.map(({ id }) => id));
  const byId = new Map(outdated.map(({ id }, index) => [id, current[index] ?? null]));
  return wanted.map(({ id }, index) => (byId.has(id) ? byId.get(id) : values[index]) ?? null);
}

/** A later revision than asked for is welcome: somebody wrote in between. */
function isCurrent(value: Revised | null | undefined, revision: number): boolean {
  return value !== null && value !== undefined && value.revision >= revision;
}

async function drop(
  { cache, logger }: ValidatedReadDeps,
  kind: string,
  keys: readonly string[],
): Promise<void> {
  try {
    await cache.invalidate({ keys: keys.map((key) => ({ kind, key })) });
  } catch (error) {
    logger.warn({ err: error, kind }, 'could not drop an outdated entry');
  }
}
