import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keepKnownCitations, presentDraft } from './citations.ts';
import { Grounding } from './grounding.ts';

const passage = { number: 1, chunkId: 'c', fileHash: 'f', title: null, text: 'Sun.' };
const grounding = new Grounding({ id: 'b', passages: [passage] });

describe('citations', () => {
  it('are dropped when no passage has their number', () => {
    expect(keepKnownCitations('Sun [1], water [7] and list[3] [1][9].', grounding)).toBe(
      'Sun [1], water and list[3] [1].',
    );
  });

  it('never make a reader of the draft take anything back', () => {
    const pieces = fc.array(fc.constantFrom(' ', '\n', '[', ']', '1', '12', '7', 'a', '😀'), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(pieces, fc.nat(), (words, cut) => {
        const text = words.join('');
        const whole = keepKnownCitations(text.trim(), grounding);
        const draft = presentDraft(text.slice(0, cut % (text.length + 1)), grounding);
        expect(whole.startsWith(draft)).toBe(true);
      }),
    );
  });
});
