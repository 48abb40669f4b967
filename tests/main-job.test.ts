import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SearchDocument } from '../examples/client/generated/operations.ts';
import { GraphClient } from '../examples/client/graph-client.ts';
import { showGraph } from '../examples/client/show-graph.ts';
import { House } from './house/house.ts';

const EVICTION = `# Eviction policies

When Redis reaches its memory limit it evicts keys. The policy allkeys-lru removes the least recently used key.

Conversations must never live in Redis only, because eviction may remove them.`;

const SEARCH = `query($query: String!) { search(query: $query, first: 5) {
  totalHits tookMs
  hits { rank score text highlight file { hash name } chunk { text location { start end } } }
  cache { status ageSeconds ttlSeconds tags } } }`;

let house: House;
let hash: string;

beforeAll(async () => {
  house = await House.open();
  hash = await house.ingest('eviction.md', EVICTION);
  await house.ingest('garden.txt', 'Tomatoes want sun and water. Basil grows well beside them.');
}, 120_000);

afterAll(() => house.close());

describe('the main job, from file to answer', () => {
  it('finds the passage, says where it is, and answers the second search from the cache', async () => {
    const first = await house.query(SEARCH, { query: 'which key does the eviction policy remove' });
    const second = await house.query(SEARCH, {
      query: 'which key does the eviction policy remove',
    });

    const [hit] = first.data.search.hits;
    expect(hit).toMatchObject({ rank: 1, file: { hash, name: 'eviction.md' } });
    expect(hit.text).toContain('least recently used');
    expect(hit.highlight).toContain('<mark>');
    expect(EVICTION).toContain(hit.chunk.text);
    expect(first.data.search.cache.status).toBe('MISS');
    expect(second.data.search.cache.status).toBe('HIT');
    expect(second.data.search.cache.tags).toContain(`file-${hash}`);
    expect(second.data.search.hits).toEqual(first.data.search.hits);
  });

  it('packs a context bundle within the budget, with citations that point at real chunks', async () => {
    const { data } = await house.query(`{
      contextBundle(query: "what does eviction remove", tokenBudget: 200) {
        id text tokenCount tokenBudget sections { title citations }
        citations { number quote chunk { id text } file { name } } } }`);

    const { contextBundle } = data;
    expect(contextBundle.tokenCount).toBeLessThanOrEqual(200);
    expect(contextBundle.citations.length).toBeGreaterThan(0);
    for (const citation of contextBundle.citations) {
      expect(citation.chunk.text).toContain(citation.quote);
      expect(contextBundle.text).toContain(`[${citation.number}]`);
    }
  });

  it('answers a question with a quotation and its citation, and remembers it', async () => {
    const agent = await house.query(`mutation { createAgent(input: {
      name: "Reader", goal: "Answer from the files", tools: ["search"] }) { agent { id } } }`);

    const { data, errors } = await house.query(
      `mutation($agentId: ID!) { ask(input: { agentId: $agentId, message: "Which key does allkeys-lru remove?" }) {
        run { status toolCalls { tool cache { status } } }
        session { id active }
        answer { text generated context { id citations { number quote file { name } } } } } }`,
      { agentId: agent.data.createAgent.agent.id },
    );

    expect(errors).toBeUndefined();
    const { run, session, answer } = data.ask;
    expect(run).toMatchObject({ status: 'COMPLETED', toolCalls: [{ tool: 'search' }] });
    expect(answer).toMatchObject({
      generated: false,
      text: expect.stringContaining('least recently used'),
    });
    const [, cited] = /\[(\d+)\]/.exec(answer.text) ?? [];
    const citation = answer.context.citations.find(
      ({ number }: { number: number }) => number === Number(cited),
    );
    expect(citation).toMatchObject({ file: { name: 'eviction.md' } });
    const memory = await house.query(
      'query($id: ID!) { session(id: $id) { messages { edges { node { role text } } } } }',
      { id: session.id },
    );
    expect(
      memory.data.session.messages.edges.map((edge: { node: { role: string } }) => edge.node.role),
    ).toEqual(['USER', 'ASSISTANT']);
  });

  it('lists the searches that ran, without those that an agent made for its user', async () => {
    await house.query('{ search(query: "lanterns") { tookMs } }');

    const { data } = await house.query('{ searchSessions { edges { node { query } } } }');

    const queries = data.searchSessions.edges.map(
      (edge: { node: { query: string } }) => edge.node.query,
    );
    expect(queries).toContain('lanterns');
    expect(queries).not.toContain('Which key does allkeys-lru remove?');
  });

  it('shows every cache, and every kind really used by its service', async () => {
    await house.query('{ models { name } }');
    await house.query('{ search(query: "eviction") { hits { text } } }');

    const { data } = await house.query(`{ cacheStats {
      worker { ...Stats } retrieval { ...Stats } agents { ...Stats } gateway { ...Stats } } }
      fragment Stats on CacheStats { connected redis { database } kinds { kind entries loads } }`);

    const used = (service: string) =>
      data.cacheStats[service].kinds
        .filter((kind: { loads: number }) => kind.loads > 0)
        .map((kind: { kind: string }) => kind.kind)
        .sort();
    expect(used('worker')).toEqual(['embedding', 'model', 'processing']);
    expect(used('retrieval')).toEqual(['context', 'search']);
    expect(used('agents')).toEqual(['conversation', 'session', 'tool']);
    expect(used('gateway')).toEqual(['entity', 'fetch', 'response']);
    expect(data.cacheStats.worker.redis.database).toBe(0);
    expect(data.cacheStats.retrieval.redis.database).toBe(1);
    expect(data.cacheStats.agents.redis.database).toBe(2);
    expect(data.cacheStats.gateway.redis.database).toBe(3);
  });

  it('forgets the searches that a pattern names, and only those', async () => {
    await house.query(SEARCH, { query: 'Tomatoes  and BASIL' });
    await house.query(SEARCH, { query: 'conversations in redis' });

    const { data } = await house.query(
      'mutation { invalidate(input: { searchPattern: "tomatoes*" }) { complete removedEntries results { service status } } }',
    );

    expect(data.invalidate.complete).toBe(true);
    expect(data.invalidate.removedEntries).toBeGreaterThanOrEqual(1);
    const forgotten = await house.query(SEARCH, { query: 'Tomatoes  and BASIL' });
    const kept = await house.query(SEARCH, { query: 'conversations in redis' });
    expect(forgotten.data.search.cache.status).toBe('MISS');
    expect(kept.data.search.cache.status).toBe('HIT');
  });

  it('shows a new file in the next identical search', async () => {
    const query = { query: 'sourdough starter hydration' };
    await house.query(SEARCH, query);
    await house.query(SEARCH, query);

    const bread = await house.ingest(
      'bread.txt',
      'A sourdough starter of full hydration rises in six hours.',
    );

    const { data } = await house.query(SEARCH, query);
    expect(data.search.hits[0].file.hash).toBe(bread);
  });

  it('drops a deleted file from cached searches, bundles and tool results at once', async () => {
    const query = { query: 'zeppelin mooring mast' };
    const doomed = await house.ingest(
      'zeppelin.txt',
      'The zeppelin hangs at its mooring mast in the wind.',
    );
    const before = await house.query(SEARCH, query);
    await house.query(SEARCH, query);

    const { data } = await house.query(
      'mutation($hash: ID!) { deleteFile(hash: $hash) { deleted invalidation { service status error } } }',
      { hash: doomed },
    );

    expect(before.data.search.hits[0].file.hash).toBe(doomed);
    expect(data.deleteFile.deleted).toBe(true);
    expect(
      new Set(data.deleteFile.invalidation.map(({ status }: { status: string }) => status)),
    ).toEqual(new Set(['DONE']));
    const after = await house.query(SEARCH, query);
    expect(JSON.stringify(after.data)).not.toContain(doomed);
  });

  it('empties a cache without touching what lasts', async () => {
    await house.query(SEARCH, { query: 'eviction' });

    const { data } = await house.query(
      'mutation { clearCache(services: [RETRIEVAL]) { complete results { service status removedEntries } } }',
    );

    expect(data.clearCache).toMatchObject({
      complete: true,
      results: [{ service: 'RETRIEVAL', status: 'DONE' }],
    });
    const again = await house.query(SEARCH, { query: 'eviction' });
    expect(again.data.search.cache.status).toBe('MISS');
    expect(again.data.search.hits[0].file.hash).toBe(hash);
  });
});

describe('the example client', () => {
  it('shows a page computed, then cached, then computed again once its search was invalidated', async () => {
    const lines: string[] = [];

    await showGraph(new GraphClient(house.urls.gateway), 'what do tomatoes want', (line) =>
      lines.push(line),
    );

    const servings = lines.flatMap((line) => line.match(/x-cache (\w+)/)?.[1] ?? []);
    expect(servings).toEqual(['MISS', 'HIT', 'MISS']);
    expect(lines.join('\n')).toContain('garden.txt: Tomatoes want sun and water.');
    expect(lines.join('\n')).toMatch(
      /Invalidated .*: [1-9]\d* entries, WORKER DONE, RETRIEVAL DONE/,
    );
  });

  it('says with its code what the graph refused, and where nothing answers', async () => {
    const graph = new GraphClient(house.urls.gateway);
    const nobody = new GraphClient('http://127.0.0.1:9');

    await expect(graph.send(SearchDocument, { query: '' })).rejects.toThrow(/^BAD_USER_INPUT: /);
    await expect(nobody.send(SearchDocument, { query: 'a' })).rejects.toThrow(/npm start/);
  });
});
