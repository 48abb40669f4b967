import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { readUsage } from './operation-usage.ts';

const schema = buildSchema(`
  interface Named { name: String }
  type Book implements Named { name: String pages: Int }
  type Film implements Named { name: String minutes: Int genre: Genre }
  enum Genre { DRAMA }
  union Work = Book | Film
  input Range { from: Int }
  input Filter { pages: Range genre: Genre not: Filter }
  type Query { named: Named works(filter: Filter, first: Int): [Work] }
`);
const usageOf = (text: string) => [...readUsage(schema, parse(text))].sort();

describe('readUsage', () => {
  it('counts a field of an interface for every type behind it', () => {
    expect(usageOf('{ named { name } }')).toEqual([
      'Book.name',
      'Film.name',
      'Named',
      'Named.name',
      'Query',
      'Query.named',
      'String',
    ]);
  });

  it('follows fragments, and looks at fields and not at their aliases', () => {
    const used = usageOf('{ works { ...Length } } fragment Length on Film { pages: minutes }');

    expect(used).toEqual(['Film', 'Film.minutes', 'Int', 'Query', 'Query.works', 'Work']);
  });

  it.each([
    ['a variable', 'query($filter: Filter) { works(filter: $filter) { __typename } }'],
    ['a literal', '{ works(filter: { not: { pages: null } }) { __typename } }'],
  ])('counts every type inside an input object that %s gives', (_, text) => {
    expect(usageOf(text)).toEqual(expect.arrayContaining(['Filter', 'Genre', 'Int', 'Range']));
  });

  it('passes over what the schema does not have', () => {
    expect(usageOf('query($a: Gone) { gone(a: $a) { b } }')).toEqual(['Query', 'Query.gone']);
  });
});
