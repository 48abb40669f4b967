import { deepStrictEqual } from 'node:assert/strict';
import type { Contender } from '../contenders/contender.ts';
import { answerOfPage, bodyOfPage } from '../graph/operation.ts';
import { Connection } from './connection.ts';
import { KEPT_PAGES } from './pages.ts';

/** Asked before anything is measured: one of them twice, so that an answer from a cache is looked at too. */
const CHECKED = [0, 0, 1, KEPT_PAGES - 1];
/** What is no gateway knows only one answer. */
const CHECKED_OF_LIMIT = [0];

/** The length of the right answers' bodies in bytes; rejects when one is not right, to the letter of its data. */
export async function checkAnswers(port: number, { name, role }: Contender): Promise<number> {
  const connection = await Connection.open(port);
  try {
    const lengths = new Set<number>();
    for (const page of role === 'limit' ? CHECKED_OF_LIMIT : CHECKED) {
      const { body } = await connection.ask(bodyOfPage(page));
      deepStrictEqual(JSON.parse(body.toString()), answerOfPage(page), `${name}: page ${page}`);
      lengths.add(body.length);
    }
    const [length, ...others] = lengths;
    if (length === undefined || others.length > 0)
      throw new Error(`${name}: right answers of several lengths`);
    return length;
  } finally {
    connection.close();
  }
}
