import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { House } from '../house/house.ts';
import { openWatchedPage, startBrowser, type WatchedPage } from './browser.ts';
import { ExplorerPage } from './explorer-page.ts';

const files = ['cache-eviction-and-ttls.md', 'on-call-runbook.txt', 'chunking-guide.md'];

let house: House;
let browser: Browser;
let watched: WatchedPage;

beforeAll(async () => {
  [house, browser] = await Promise.all([House.open(), startBrowser()]);
  for (const name of files) {
    const text = readFileSync(new URL(`../../examples/corpus/${name}`, import.meta.url), 'utf8');
    await house.ingest(name, text);
  }
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await house?.close();
});

beforeEach(async () => {
  watched = await openWatchedPage(browser);
});

describe('the explorer', () => {
  it('runs an operation without a request to the outside, and without a complaint', async () => {
    const explorer = await ExplorerPage.open(watched.page, house.urls.gateway);

    const { answer, served } = await explorer.run('Search', '"totalHits"');

    expect(answer).toContain('conversations');
    expect(answer).not.toContain('"errors"');
    expect(served).toMatch(/Search[\s\S]*\d+\.\d ms/);
    expect(watched.outside).toEqual([]);
    expect(watched.complaints).toEqual([]);
  }, 90_000);

  it('says whether the answer came from the cache, and how old it is', async () => {
    const explorer = await ExplorerPage.open(watched.page, house.urls.gateway);

    const first = await explorer.run('HomePage', '"totalHits"');
    const second = await explorer.run('HomePage', '"totalHits"');
    await explorer.picture('explore');

    expect(first.served).toContain('MISS');
    expect(second.served).toContain('HIT');
    expect(second.served).toMatch(/Age\s+\d+ s/);
  });

  it('lists the parts of an answer, each once', async () => {
    const explorer = await ExplorerPage.open(watched.page, house.urls.gateway);

    await explorer.run('HomePage', '"totalHits"');
    const rows = await explorer.served.locator('tbody').allInnerTexts();
    const names = await explorer.served.locator('tbody th > span').allInnerTexts();

    expect(rows[0]).toMatch(
      /^search\s+field of retrieval\s+(HIT|MISS)\s+\d+ \/ \d+ s\s+\d+\.\d\s+search/,
    );
    expect(rows).toContainEqual(
      expect.stringMatching(/^File \w+\s+entity of worker, \d+ times\s+(HIT|MISS)\s+\d+ \/ \d+ s/),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it('marks what the schema does not have, while it is written', async () => {
    const explorer = await ExplorerPage.open(watched.page, house.urls.gateway);

    await explorer.write('{ nonsense }');
    await watched.page.locator('.graphiql-query-editor .squiggly-error').first().waitFor();
    const workers = watched.page.workers().map((worker) => worker.url().split('/').at(-1));

    expect(workers).toContain('graphql.worker.js');
    expect(watched.complaints).toEqual([]);
  });

  it('is as it was left when it is opened again', async () => {
    const before = await ExplorerPage.open(watched.page, house.urls.gateway);
    const tabs = await before.tabs;

    const after = await ExplorerPage.open(watched.page, house.urls.gateway);

    await after.variables.getByText('conversations').waitFor();
    expect(tabs[0]).toBe('Search');
    expect(await after.tabs).toEqual(tabs);
  });

  it('shows the descriptions of the schema', async () => {
    const explorer = await ExplorerPage.open(watched.page, house.urls.gateway);

    await explorer.openPane('Show Documentation Explorer');
    await watched.page.getByRole('link', { name: 'Query', exact: true }).click();
    await explorer.picture('explore-schema');

    expect(await watched.page.locator('.graphiql-plugin').innerText()).toContain('search(');
  });
});

describe('the page at /graphql', () => {
  it('asks Apollo and Google for what it shows, and says so when they are not there', async () => {
    await watched.page.goto(`${house.urls.gateway}/`);

    await watched.page.getByText('it appears that you might be offline').waitFor();
    const hosts = new Set(watched.outside.map((url) => new URL(url).hostname));

    expect([...hosts].sort()).toEqual([
      'apollo-server-landing-page.cdn.apollographql.com',
      'fonts.googleapis.com',
    ]);
  });
});
