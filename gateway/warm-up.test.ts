import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startTinyStack, type TinyStack } from './testing/tiny-stack.ts';

let stack: TinyStack;

beforeAll(async () => {
  stack = await startTinyStack();
});

afterAll(() => stack.close());

it('A gateway that has warmed up has asked no subgraph, counted nobody, and kept nothing', async () => {
  const metrics = await (await fetch(`${stack.url}/metrics`)).text();
  const operations = /^multimodal_graphql_operation_duration_seconds_count.* [1-9]/m;
  const { kinds } = await (await fetch(`${stack.url}/api/v1/cache/stats`)).json();

  expect([stack.retrieval.calls, stack.worker.calls]).toEqual([[], []]);
  expect(metrics).not.toMatch(operations);
  expect(kinds.map((kind: { misses: number }) => kind.misses)).toEqual([0, 0, 0]);
});
