import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import type { ExampleOperation } from './explorer/example-operations.ts';

/**
 * A page for browsers at `/graphql` that opens Apollo Sandbox with queries to start from. Apollo serves Sandbox, so that it works
 * with the internet only; `/explore` works without.
 */
export function createSandboxPage(examples: readonly ExampleOperation[]) {
  // One document has one set of variables; those of mutations have the same names with other values.
  const queries = examples.filter(({ text }) => /^query /m.test(text));
  return ApolloServerPluginLandingPageLocalDefault({
    embed: false,
    document: queries.map(({ text }) => text).join('\n'),
    variables: Object.assign({}, ...queries.map(({ variables }) => variables)),
  });
}
