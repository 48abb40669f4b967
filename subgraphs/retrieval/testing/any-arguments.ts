import fc from 'fast-check';
import { modalities } from '../chunk-filter.ts';
import { contextFormats } from '../context-format.ts';
import { searchModes } from '../passage-finder.ts';
import { hashOf } from './chunks.ts';

/** Few of each, so that arguments often differ in one thing only, or mean the same. */
const word = fc.constantFrom(
  'lantern',
  'Lanterns',
  'tide',
  'café',
  'cafe\u0301',
  '"tide"',
  '[1]',
  '漢',
);
const blank = fc.constantFrom(' ', '  ', '\t', '\n', '\u0000');
const query = fc
  .array(fc.tuple(word, blank), { minLength: 1, maxLength: 2 })
  .map((words) => words.flat().join(''));
const hash = fc.constantFrom(hashOf('harbour'), hashOf('café'), hashOf('café').toUpperCase());
const moment = fc
  .constantFrom(Date.UTC(2026, 0, 1), Date.UTC(2026, 2, 1))
  .map((at) => new Date(at));
const maybe = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(null, undefined) },
    { weight: 1, arbitrary: value },
  );

const filter = maybe(
  fc.record({
    modalities: maybe(fc.array(fc.constantFrom(...modalities), { maxLength: 3 })),
    mediaTypes: maybe(fc.array(fc.constantFrom('text/plain', 'IMAGE/png '), { maxLength: 3 })),
    fileHashes: maybe(fc.array(hash, { maxLength: 3 })),
    createdAfter: maybe(moment),
    createdBefore: maybe(moment),
  }),
);

/** Whatever a caller may ask `search`, as the graph gives it. */
export const anySearchInput = fc.record({
  query,
  first: maybe(fc.nat({ max: 3 })),
  mode: maybe(fc.constantFrom(...searchModes)),
  minScore: maybe(fc.constantFrom(0, 0.3, 0.30000000000000004, 1)),
  filter,
});

/** Whatever a caller may ask `contextBundle`. */
export const anyBundleInput = fc.record({
  query,
  tokenBudget: maybe(fc.constantFrom(1, 20, 21, 60, 100_000)),
  filter,
  format: maybe(fc.constantFrom(...contextFormats)),
});
