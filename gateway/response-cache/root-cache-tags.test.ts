import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { readCacheableOperation } from './cacheable-operation.ts';
import { readRootCacheTags, rootFieldTags } from './root-cache-tags.ts';

const supergraph = readFileSync(
  new URL('../../schema/supergraph.graphql', import.meta.url),
  'utf8',
);
const rootCacheTags = readRootCacheTags(supergraph);
const schema = buildSchema(`
  type Query { file(hash: ID!): File search(query: String!): SearchResult! models: [String] }
  type File { hash: ID! name: String cache: CacheInfo }
  type SearchResult { tookMs: Float totalHits: Int hits: [File] }
  type CacheInfo { status: String }
  type Mutation { search: SearchResult }
`);
const graph = { schema, rootCacheTags };

describe('readRootCacheTags', () => {
  it('finds what the contract marks with @cacheTag', () => {
    expect(Object.fromEntries(rootCacheTags)).toEqual({
      search: ['search'],
      contextBundle: ['context'],
      file: ['file-{$args.hash}'],
    });
  });
});

describe('rootFieldTags', () => {
  it('puts the arguments in, from variables too', () => {
    const operation = readCacheableOperation(
      parse('query($h: ID!) { a: file(hash: $h) { name } b: file(hash: "y") { name } }'),
      null,
      graph,
    );

    const tags = operation?.rootFields.flatMap((field) => rootFieldTags(field, { h: 'x' }, graph));

    expect(tags).toEqual(['file-x', 'file-y']);
  });
});

describe('readCacheableOperation', () => {
  const isCacheable = (text: string, name: string | null = null) =>
    readCacheableOperation(parse(text), name, graph) !== null;

  it.each([
    '{ search(query: "a") { totalHits } }',
    '{ search(query: "a") { totalHits } file(hash: "b") { name } }',
    '{ ...F } fragment F on Query { file(hash: "b") { __typename name } }',
  ])('takes %s', (text) => {
    expect(isCacheable(text)).toBe(true);
  });

  it.each([
    '{ search(query: "a") { tookMs } }',
    '{ search(query: "a") { hits { ...F } } } fragment F on File { cache { status } }',
    '{ search(query: "a") { totalHits } models }',
    '{ ... on Query { models } }',
    '{ __schema { types { name } } }',
    '{ __typename }',
    'mutation { search { totalHits } }',
  ])('leaves %s', (text) => {
    expect(isCacheable(text)).toBe(false);
  });

  it('judges the operation that is asked for, and not its neighbours', () => {
    const text = 'query A { search(query: "a") { totalHits } } query B { models }';

    expect(isCacheable(text, 'A')).toBe(true);
    expect(isCacheable(text, 'B')).toBe(false);
  });
});
