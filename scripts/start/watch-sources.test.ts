import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { servicesOf } from './watch-sources.ts';

describe('the services that a changed file concerns', () => {
  it.each([
    [join('subgraphs', 'worker', 'main.ts'), ['worker']],
    [
      join('subgraphs', 'shared', 'cache', 'fill.lua'),
      ['worker', 'retrieval', 'agents', 'gateway'],
    ],
    [join('gateway', 'server.ts'), ['gateway']],
    [join('schema', 'agents.graphql'), ['agents']],
    [join('schema', 'cache-admin.graphql'), ['gateway']],
    [join('schema', 'supergraph.graphql'), []],
    [join('subgraphs', 'worker', 'job.test.ts'), []],
    [join('subgraphs', 'worker', '.job.ts.swp'), []],
  ])('%s: %j', (path, services) => {
    expect(servicesOf(path)).toEqual(services);
  });
});
