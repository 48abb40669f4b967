import { describe, expect, it } from '@jest/globals';
import { rankSentences } from './rank-sentences.ts';

const EVICTION = `# Eviction policies

When Redis reaches its memory limit it evicts keys. The policy allkeys-lru removes the least recently used key.

Conversations must never live in Redis only, because eviction may remove them.`;

const COMET =
  'The comet returns every seventy-six years and is seen with the naked eye. Its tail is made of dust and gas. ' +
  'Astronomers recorded it in the year 240 before our era.';

const GARDEN = 'Tomatoes want sun and water. Basil grows well beside them. Water in the morning.';

const passages = [
  { citation: 1, text: EVICTION },
  { citation: 2, text: COMET },
  { citation: 3, text: GARDEN },
];

describe('rankSentences', () => {
  it.each([
    [
      'Which key does allkeys-lru remove?',
      'The policy allkeys-lru removes the least recently used key.',
      1,
    ],
    [
      'How often does the comet return?',
      'The comet returns every seventy-six years and is seen with the naked eye.',
      2,
    ],
    ['What is the tail of the comet made of?', 'Its tail is made of dust and gas.', 2],
    ['what grows beside tomatoes', 'Basil grows well beside them.', 3],
    [
      'Why must conversations not live in Redis?',
      'Conversations must never live in Redis only, because eviction may remove them.',
      1,
    ],
  ])('answers "%s" with the sentence that says it', (question, sentence, citation) => {
    expect(rankSentences(question, passages)[0]).toMatchObject({ sentence, citation });
  });

  it.each([
    ['What is the capital of Peru?'],
    ['How do I renew my passport at the embassy?'],
    ['Who wrote the year in stone?'],
    ['???'],
    ['what is it?'],
  ])('finds nothing that answers "%s"', (question) => {
    expect(rankSentences(question, passages)).toEqual([]);
  });

  it('gives only sentences that stand word for word in the passage cited', () => {
    const quotes = passages.flatMap(({ text }) => rankSentences(text.slice(0, 200), passages));

    expect(quotes.length).toBeGreaterThan(0);
    for (const { sentence, citation } of quotes) {
      expect(passages.find((passage) => passage.citation === citation)?.text).toContain(sentence);
    }
  });

  it('says the same sentence once, from where it was found first', () => {
    const twice = [
      { citation: 4, text: 'Basil grows well beside them.' },
      { citation: 7, text: 'Basil grows well beside them.' },
    ];

    expect(rankSentences('Where does basil grow well?', twice)).toMatchObject([{ citation: 4 }]);
  });

  it('gives at most three', () => {
    const many = Array.from({ length: 9 }, (_, index) => ({
      citation: index + 1,
      text: `Basil number ${index} grows beside tomatoes.`,
    }));

    expect(rankSentences('basil beside tomatoes', many)).toHaveLength(3);
  });

  it('quotes what stands under the heading that asks the same, not the heading', () => {
    const text = `## Why did the cache evict conversations?

The policy looks for the oldest keys of the whole instance.

What is kept, and for how long

Each message stays for thirty days.`;

    const why = rankSentences('Why did the cache evict conversations?', [{ citation: 1, text }]);
    const kept = rankSentences('What is kept and for how long?', [{ citation: 1, text }]);

    expect(why[0]?.sentence).toBe('The policy looks for the oldest keys of the whole instance.');
    expect(kept[0]?.sentence).toBe('Each message stays for thirty days.');
  });

  it('takes a passage of nothing but a title for what it says', () => {
    const passage = { citation: 1, text: 'Release days: Tuesday and Thursday' };

    expect(rankSentences('What are the release days?', [passage])).toMatchObject([
      { sentence: 'Release days: Tuesday and Thursday' },
    ]);
  });
});
