import { describe, expect, it } from '@jest/globals';
import { findUndescribed } from './undescribed.ts';

describe('findUndescribed', () => {
  it('names every kind of element that says nothing of itself', () => {
    const undescribed = findUndescribed(`
      type Query { file(hash: ID!): File }
      "A file." type File { "Its name." name: String }
      "States." enum Status { READY }
      "Input." input Filter { name: String }
      scalar DateTime
    `);

    expect(undescribed).toEqual([
      'Query',
      'Query.file',
      'Query.file.hash',
      'Status.READY',
      'Filter.name',
      'DateTime',
    ]);
  });

  it('takes white space for nothing', () => {
    expect(findUndescribed('"  " scalar DateTime')).toEqual(['DateTime']);
  });
});
