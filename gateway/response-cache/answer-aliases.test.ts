import { describe, expect, it } from '@jest/globals';
import { type AnswerAlias, AnswerAliases } from './answer-aliases.ts';

const ALIAS: AnswerAlias = { key: 'k', headers: {}, coding: undefined, isBodiless: false };
/** Room for three requests of nine characters with a key of one. */
const ROOM = 30;

const requests = (...names: string[]) => names.map((name) => name.padEnd(9, '.'));

describe('the aliases of answers', () => {
  it('give up those that were not asked again when they are full', () => {
    const aliases = new AnswerAliases(ROOM);
    const [first = '', second = '', third = '', fourth = ''] = requests('1', '2', '3', '4');
    for (const request of [first, second, third]) aliases.set(request, ALIAS);
    aliases.get(first);

    aliases.set(fourth, ALIAS);

    expect([first, second, third, fourth].map((request) => aliases.get(request))).toEqual([
      ALIAS,
      undefined,
      ALIAS,
      ALIAS,
    ]);
  });

  it('have one place for a request that is learnt again', () => {
    const aliases = new AnswerAliases(ROOM);
    const [first = '', second = '', third = ''] = requests('1', '2', '3');
    const later = { ...ALIAS, isBodiless: true };
    aliases.set(first, ALIAS);

    for (const request of [first, second, third]) aliases.set(request, later);

    expect([first, second, third].map((request) => aliases.get(request))).toEqual([
      later,
      later,
      later,
    ]);
  });

  it('do not keep what would not fit alone', () => {
    const aliases = new AnswerAliases(ROOM);
    aliases.set('small', ALIAS);

    aliases.set('x'.repeat(ROOM), ALIAS);

    expect(aliases.get('x'.repeat(ROOM))).toBeUndefined();
    expect(aliases.get('small')).toBe(ALIAS);
  });
});
