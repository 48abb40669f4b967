import { describe, expect, it } from '@jest/globals';
import { nameOperation } from './name-operation.ts';

describe('the operation that the explorer runs', () => {
  it.each([
    ['the one that is named, among several', 'query A { a } query B { b }', 'B', 'B'],
    ['the only one, when the name is still of the tab before', 'query B { b }', 'A', 'B'],
    ['the only one, which has no name', '{ b }', 'A', undefined],
    [
      'left to the graph, when the name is none of several',
      'query A { a } query B { b }',
      'C',
      'C',
    ],
    ['left to the graph, when the document cannot be read', 'query {', 'A', 'A'],
  ])('is %s', (_, document, named, expected) => {
    expect(nameOperation(document, named)).toBe(expected);
  });
});
