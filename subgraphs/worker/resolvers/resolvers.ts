import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import { scalars } from '../../shared/service/scalars.ts';
import type { WorkerContext } from '../context.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { chunk } from './chunk.ts';
import { file } from './file.ts';
import { job } from './job.ts';
import { embedding, model } from './model.ts';
import { mutation } from './mutation.ts';
import { query } from './query.ts';

const typed: Resolvers = {
  Query: query,
  Mutation: mutation,
  File: file,
  Chunk: chunk,
  Job: job,
  Model: model,
  Embedding: embedding,
};

/** Every resolver of this subgraph. Where a type has none, its mapped record has the fields as they are. */
export const resolvers = { ...scalars, ...typed } as GraphQLResolverMap<WorkerContext>;
