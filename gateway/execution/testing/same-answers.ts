import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { makeUpOperation } from './made-up-operation.ts';
import { tellSameFaults } from './same-faults.ts';
import type { ReadAnswer, TwoExecutors } from './two-executors.ts';

/** Of one operation; planning grows faster than it. */
const MOST_CHOICES = 100;

/**
 * Whatever is asked and whatever subgraphs say, compiled plans and the library give the same answer. Odd seeds bring errors of
 * resolvers, every fourth brings subgraphs that are away or break their own schema.
 */
export function sameAnswers(executors: TwoExecutors) {
  // Without a bias to small numbers, which would all choose the same.
  const choices = fc.noBias(fc.array(fc.nat(1 << 20), { maxLength: MOST_CHOICES, size: 'max' }));
  return fc.asyncProperty(choices, fc.nat(1 << 16), async (list, seed) => {
    const operation = makeUpOperation(executors.schema, list);
    const answers = await executors.run(operation, { seed });
    fc.pre(answers !== undefined);
    if (answers === undefined) return;
    const [library, compiled] = answers;
    if (isSame(library, compiled)) return;
    throw new Error(JSON.stringify({ seed, ...operation, library, compiled }, null, 2));
  });
}

function isSame(library: ReadAnswer, compiled: ReadAnswer): boolean {
  const { faults: told = [], ...answer } = library;
  const { faults: toldToo = [], ...answerToo } = compiled;
  return isDeepStrictEqual(answer, answerToo) && tellSameFaults(answer.data, told, toldToo);
}
