import { findBreakingChanges, findDangerousChanges } from 'graphql';
import { readApiSchema } from './api-schema.ts';

/** What a client of the base schema would notice, in words. */
export interface SchemaChanges {
  /** A valid operation may stop to be valid, or its answer to fit. */
  readonly breaking: readonly string[];
  /** Operations stay valid; a client that assumed too much may be surprised. */
  readonly dangerous: readonly string[];
}

/** Compares two supergraphs as clients see them. */
export function findSchemaChanges(baseSupergraph: string, supergraph: string): SchemaChanges {
  const [base, current] = [readApiSchema(baseSupergraph), readApiSchema(supergraph)];
  const words = ({ type, description }: { type: string; description: string }) =>
    `${type}: ${description}`;
  return {
    breaking: findBreakingChanges(base, current).map(words),
    dangerous: findDangerousChanges(base, current).map(words),
  };
}
