import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countTokens } from '../../shared/text/token-count.ts';
import { createMessages } from '../testing/messages.ts';
import { condense } from './condense.ts';

const TALK = [
  'My tomatoes on the south balcony get brown spots. Which fertiliser do tomatoes want?',
  '"Tomatoes want potassium once they flower." [1]',
  'Thanks. I water my tomatoes every evening with cold water. OK?',
  '"Water tomatoes in the morning, or the leaves stay wet over night." [2]',
];

describe('condense', () => {
  it('keeps everything that says something when there is room, with who said it', () => {
    expect(condense('', createMessages(TALK), 500).split('\n')).toEqual([
      'User: My tomatoes on the south balcony get brown spots.',
      'User: Which fertiliser do tomatoes want?',
      'Agent: "Tomatoes want potassium once they flower."',
      'User: I water my tomatoes every evening with cold water.',
      'Agent: "Water tomatoes in the morning, or the leaves stay wet over night."',
    ]);
  });

  it('chooses what the conversation is about, in its order, when there is little room', () => {
    const small = condense('', createMessages([...TALK, 'By the way, the bus was late.']), 15);

    expect(small).toBe('User: Which fertiliser do tomatoes want?');
  });

  it('says nothing twice', () => {
    const twice = condense('', createMessages(['Tomatoes want sun.', 'tomatoes want SUN']), 100);

    expect(twice).toBe('User: Tomatoes want sun.');
  });

  it('carries an earlier summary on, together with what is new', () => {
    const earlier = condense('', createMessages(TALK.slice(0, 2)), 200);

    const later = condense(earlier, createMessages(TALK.slice(2)), 200);

    expect(later).toContain('User: My tomatoes on the south balcony get brown spots.');
    expect(later).toContain('User: I water my tomatoes every evening with cold water.');
  });

  it('keeps to its tokens and gives the same text again, whatever was said', () => {
    const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 200 }), { maxLength: 6 });

    fc.assert(
      fc.property(texts, fc.integer({ min: 0, max: 60 }), (said, maxTokens) => {
        const summary = condense('', createMessages(said), maxTokens);
        expect(countTokens(summary)).toBeLessThanOrEqual(maxTokens);
        expect(condense('', createMessages(said), maxTokens)).toBe(summary);
      }),
      { numRuns: 100 },
    );
  });
});
