import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { type Page, toConnection } from '../shared/service/connection.ts';
import { DomainError } from '../shared/service/domain-error.ts';
import type { RetrievalDatabase } from './store.ts';

/** One search that ran. */
export interface SearchSession {
  readonly id: string;
  readonly query: string;
  readonly hitCount: number;
  readonly at: Date;
}

/** How long a search may wait to be written, and how many may. */
const FLUSH_AFTER_MS = 50;
const FLUSH_AT_ROWS = 200;
/** Older searches are forgotten. */
const KEPT_SESSIONS = 10_000;

export interface SearchSessionsOptions {
  readonly now?: () => number;
  readonly kept?: number;
}

/**
 * The searches that ran, newest first. They are written behind the answers, many in one transaction, so that a
 * search from memory does not wait for the disk; a killed process loses at most the last 50 ms of them.
 */
export class SearchSessions {
  readonly #database: RetrievalDatabase;
  readonly #logger: Logger;
  readonly #now: () => number;
  readonly #kept: number;
  #waiting: SearchSession[] = [];
  #timer: NodeJS.Timeout | undefined;
  #written: Promise<void> = Promise.resolve();

  constructor(database: RetrievalDatabase, logger: Logger, options: SearchSessionsOptions = {}) {
    this.#database = database;
    this.#logger = logger;
    this.#now = options.now ?? Date.now;
    this.#kept = options.kept ?? KEPT_SESSIONS;
  }

  /** Gives the session's id at once. */
  record(query: string, hitCount: number): string {
    const id = randomUUID();
    this.#waiting.push({ id, query, hitCount, at: new Date(this.#now()) });
    if (this.#waiting.length >= FLUSH_AT_ROWS) void this.flush();
    else this.#timer ??= setTimeout(() => void this.flush(), FLUSH_AFTER_MS);
    return id;
  }

  /** A page of sessions, newest first, those of a moment ago included. */
  async page(page: Page) {
    await this.flush();
    const rows = await this.#database
      .selectFrom('search_session')
      .selectAll()
      .where('position', '<', page.after === null ? Number.MAX_SAFE_INTEGER : position(page.after))
      .orderBy('position', 'desc')
      .limit(page.first + 1)
      .execute();
    const sessions = rows.map((row) => ({
      id: row.id,
      query: row.query,
      hitCount: row.hit_count,
      at: new Date(row.at),
      position: row.position,
    }));
    return toConnection(sessions, page, (session) => String(session.position));
  }

  /** Resolves when everything recorded so far is on disk, or given up with a line in the log. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const sessions = this.#waiting;
    this.#waiting = [];
    if (sessions.length > 0) this.#written = this.#written.then(() => this.#write(sessions));
    return this.#written;
  }

  async #write(sessions: readonly SearchSession[]): Promise<void> {
    const rows = sessions.map(({ id, query, hitCount, at }) => ({
      id,
      query,
      hit_count: hitCount,
      at: at.getTime(),
    }));
    try {
      await this.#database.transaction().execute(async (transaction) => {
        const { insertId } = await transaction
          .insertInto('search_session')
          .values(rows)
          .executeTakeFirstOrThrow();
        await transaction
          .deleteFrom('search_session')
          .where('position', '<=', Number(insertId ?? 0) - this.#kept)
          .execute();
      });
    } catch (error) {
      this.#logger.error({ err: error, lost: rows.length }, 'search sessions were not recorded');
    }
  }
}

function position(cursor: string): number {
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor);
  throw new DomainError(
    'BAD_USER_INPUT',
    'The cursor is not one of `searchSessions`; use `pageInfo.endCursor` as it came.',
  );
}
