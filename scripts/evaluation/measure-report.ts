import type { Measures } from './evaluate.ts';
import { randomisationTest } from './randomisation-test.ts';
import { PLAIN } from './variant.ts';

/** The figures of one set, with `p` against the plain fusion where that was measured. */
export function measureReport(set: string, measures: readonly Measures[]) {
  const plain = measures.find(({ name }) => name === PLAIN.name);
  const withP = measures.map((each) => ({
    ...each,
    p: plain ? randomisationTest(each.byQuery, plain.byQuery) : null,
  }));
  return { set, measures: withP };
}

/** The same for people. */
export function measureTable(set: string, measures: readonly Measures[]): string {
  const rows = measureReport(set, measures).measures.map((each) =>
    [
      each.name.padEnd(38),
      each.ndcgAt10.toFixed(3).padStart(8),
      each.recallAt10.toFixed(3).padStart(10),
      each.millisecondsPerQuery.toFixed(1).padStart(10),
      each.p === null ? '' : each.p.toFixed(4).padStart(8),
    ].join(''),
  );
  const p = rows.length > 3 ? '       p' : '';
  return [`${set.padEnd(38)} nDCG@10 recall@10  ms/query${p}`, ...rows, '', ''].join('\n');
}
