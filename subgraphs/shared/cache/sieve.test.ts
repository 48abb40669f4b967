import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Sieve, type SieveNode } from './sieve.ts';

interface Node extends SieveNode {
  readonly name: number;
}

const node = (name: number): Node => ({
  name,
  isVisited: false,
  newer: undefined,
  older: undefined,
});

function queueOf(count: number): { queue: Sieve<Node>; nodes: Node[] } {
  const queue = new Sieve<Node>();
  const nodes = Array.from({ length: count }, (_, at) => node(at));
  for (const each of nodes) queue.add(each);
  return { queue, nodes };
}

describe('a sieve', () => {
  it('evicts in the order of arrival what nobody used', () => {
    const { queue } = queueOf(3);

    expect([queue.evict(), queue.evict(), queue.evict(), queue.evict()]).toMatchObject([
      { name: 0 },
      { name: 1 },
      { name: 2 },
    ]);
  });

  it('passes over what was used, once', () => {
    const { queue, nodes } = queueOf(3);
    for (const each of nodes.slice(0, 2)) each.isVisited = true;

    const evicted = [queue.evict(), queue.evict(), queue.evict()].map((each) => each?.name);

    expect(evicted).toEqual([2, 0, 1]);
  });

  it('evicts a newcomer that nobody used before an old one that somebody did', () => {
    const { queue, nodes } = queueOf(2);
    for (const each of nodes) each.isVisited = true;
    queue.add(node(9));

    expect(queue.evict()?.name).toBe(9);
  });

  it('gives every node that was not removed exactly once', () => {
    const action = fc.record({ at: fc.nat(19), what: fc.constantFrom('use', 'remove', 'evict') });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const { queue, nodes } = queueOf(20);
        const left = new Set(nodes);
        for (const { at, what } of actions) {
          const target = nodes[at];
          if (target === undefined || !left.has(target)) continue;
          if (what === 'use') target.isVisited = true;
          if (what === 'remove') queue.remove(target);
          const gone = what === 'evict' ? queue.evict() : what === 'remove' ? target : undefined;
          if (gone !== undefined) expect(left.delete(gone)).toBe(true);
        }
        for (let gone = queue.evict(); gone !== undefined; gone = queue.evict()) {
          expect(left.delete(gone)).toBe(true);
        }
        expect(left.size).toBe(0);
      }),
    );
  });
});
