import { describe, expect, it } from '@jest/globals';
import { tellSameFaults } from './same-faults.ts';

const data = { shop: null, depot: { id: null, name: 'north' } };
const inShop = { message: 'a book without an id', path: ['shop', 'books', 0, 'id'] };
const alsoInShop = { message: 'no owner', path: ['shop', 'owner'] };
const atDepot = { message: 'an id that is none', path: ['depot', 'id'] };

describe('two tellings of what was wrong', () => {
  it.each([
    ['the same faults', [inShop, atDepot], [atDepot, inShop], true],
    ['another fault under the same null', [inShop, atDepot], [alsoInShop, atDepot], true],
    ['one of two under the same null', [inShop, alsoInShop], [inShop], true],
    ['another message', [atDepot], [{ ...atDepot, message: 'null' }], false],
    ['a fault elsewhere', [inShop], [atDepot], false],
    ['a fault that only one tells', [inShop, atDepot], [inShop], false],
    ['none', [inShop], [], false],
  ])('with %s are judged by where the null is', (_, one, other, isSame) => {
    expect(tellSameFaults(data, one, other)).toBe(isSame);
  });
});
