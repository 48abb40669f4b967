import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { encodeCursor } from '../shared/service/connection.ts';
import { SearchSessions } from './search-sessions.ts';
import { openRetrievalStore, type RetrievalDatabase } from './store.ts';

const logger = pino({ level: 'silent' });
const FIRST_PAGE = { first: 100, after: null };

let store: RetrievalDatabase;

beforeEach(async () => {
  store = await openRetrievalStore(':memory:');
});

afterEach(() => store.destroy());

describe('SearchSessions', () => {
  it('gives the id at once and lists the newest first, before anything had to be flushed', async () => {
    const sessions = new SearchSessions(store, logger, { now: () => 1000 });

    const ids = ['one', 'two', 'three'].map((query, hits) => sessions.record(query, hits));

    const { edges } = await sessions.page(FIRST_PAGE);
    expect(edges.map(({ node }) => node.id)).toEqual(ids.toReversed());
    expect(edges[0]?.node).toMatchObject({ query: 'three', hitCount: 2, at: new Date(1000) });
  });

  it('has everything on disk after a flush', async () => {
    const sessions = new SearchSessions(store, logger);
    for (let at = 0; at < 450; at += 1) sessions.record(`query ${at}`, at);

    await sessions.flush();

    const { count } = await store
      .selectFrom('search_session')
      .select((all) => all.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(count).toBe(450);
  });

  it('forgets all but the newest', async () => {
    const sessions = new SearchSessions(store, logger, { kept: 3 });

    for (const query of ['a', 'b', 'c', 'd', 'e']) {
      sessions.record(query, 0);
      await sessions.flush();
    }

    const { edges } = await sessions.page(FIRST_PAGE);
    expect(edges.map(({ node }) => node.query)).toEqual(['e', 'd', 'c']);
  });

  it('pages without gaps while searches go on', async () => {
    const sessions = new SearchSessions(store, logger);
    for (const query of ['a', 'b', 'c', 'd']) sessions.record(query, 0);
    const first = await sessions.page({ first: 2, after: null });
    sessions.record('e', 0);
    const after = Buffer.from(first.pageInfo.endCursor ?? '', 'base64url').toString();

    const second = await sessions.page({ first: 2, after });

    expect(first.edges.map(({ node }) => node.query)).toEqual(['d', 'c']);
    expect(second.edges.map(({ node }) => node.query)).toEqual(['b', 'a']);
    expect(second.pageInfo.hasNextPage).toBe(false);
  });

  it('refuses a cursor of another list', async () => {
    const sessions = new SearchSessions(store, logger);

    const page = sessions.page({ first: 2, after: encodeCursor('2026-01-01') });

    await expect(page).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('loses the record, not the search, when the store fails', async () => {
    const sessions = new SearchSessions(store, logger);
    await store.schema.dropTable('search_session').execute();

    expect(sessions.record('a', 0)).toMatch(/^[0-9a-f-]{36}$/);
    await expect(sessions.flush()).resolves.toBeUndefined();
  });
});
