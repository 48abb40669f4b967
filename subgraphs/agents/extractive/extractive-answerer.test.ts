import type { LanguageModelV3CallOptions, LanguageModelV3Prompt } from '@ai-sdk/provider';
import { describe, expect, it } from '@jest/globals';
import { createExtractiveAnswerer } from './extractive-answerer.ts';

const QUESTION = 'Which key does allkeys-lru remove?';
const ANSWER = 'The policy allkeys-lru removes the least recently used key.';

const asked: LanguageModelV3Prompt = [
  { role: 'system', content: 'You are Reader.' },
  { role: 'user', content: [{ type: 'text', text: 'an earlier question' }] },
  { role: 'assistant', content: [{ type: 'text', text: 'an earlier answer' }] },
  { role: 'user', content: [{ type: 'text', text: QUESTION }] },
];

function offering(name: string): Partial<LanguageModelV3CallOptions> {
  return { tools: [{ type: 'function', name, inputSchema: {} }] };
}

function answered(output: unknown): LanguageModelV3Prompt {
  const place = { toolCallId: '1', toolName: 'search' };
  const value = JSON.stringify(output);
  return [
    ...asked,
    { role: 'assistant', content: [{ type: 'tool-call', ...place, input: {} }] },
    { role: 'tool', content: [{ type: 'tool-result', ...place, output: { type: 'text', value } }] },
  ];
}

describe('the extractive answerer', () => {
  const answerer = createExtractiveAnswerer();

  it('first looks for the last question', async () => {
    const { content, finishReason } = await answerer.doGenerate({
      prompt: asked,
      ...offering('search'),
    });

    expect(finishReason.unified).toBe('tool-calls');
    expect(content).toMatchObject([
      { type: 'tool-call', toolName: 'search', input: JSON.stringify({ query: QUESTION }) },
    ]);
  });

  it('takes the context bundle when it may not search', async () => {
    const { content } = await answerer.doGenerate({ prompt: asked, ...offering('contextBundle') });

    expect(content).toMatchObject([{ toolName: 'contextBundle' }]);
  });

  it('then quotes what answers, with the citation', async () => {
    const prompt = answered({
      passages: [{ citation: 3, source: 'a.md', text: `Keys go. ${ANSWER}` }],
    });

    const { content } = await answerer.doGenerate({ prompt, ...offering('search') });

    expect(content).toEqual([{ type: 'text', text: `"${ANSWER}" [3]` }]);
  });

  it('quotes nothing that has no citation', async () => {
    const prompt = answered({ passages: [{ citation: null, source: 'a.md', text: ANSWER }] });

    const { content } = await answerer.doGenerate({ prompt, ...offering('search') });

    expect(content).toEqual([
      { type: 'text', text: 'Nothing that was found in the files answers this.' },
    ]);
  });

  it('points to the passage that the search put first when none answers in the words asked', async () => {
    const text = 'Redis throws away what nobody has asked for lately.';
    const first = { citation: 2, source: 'a.md', text: `A key may go. ${text}` };
    const prompt = answered({ passages: [first, { citation: 1, source: 'b.md', text: 'Sun.' }] });

    const { content } = await answerer.doGenerate({ prompt, ...offering('search') });

    expect(content).toMatchObject([
      { text: 'Nothing that was found in the files answers this. Passage [2] comes nearest.' },
    ]);
  });

  it('says so when the search failed', async () => {
    const { content } = await answerer.doGenerate({ prompt: answered('?'), ...offering('search') });

    expect(content).toMatchObject([{ text: expect.stringContaining('could not be searched') }]);
  });

  it('says so when it has nothing to search with', async () => {
    const { content } = await answerer.doGenerate({ prompt: asked });

    expect(content).toMatchObject([{ text: expect.stringContaining('no way to look') }]);
  });

  it('streams the answer that it would give at once', async () => {
    const prompt = answered({ passages: [{ citation: 1, source: 'a.md', text: ANSWER }] });

    const { stream } = await answerer.doStream({ prompt, ...offering('search') });

    const parts = [];
    for await (const part of stream) parts.push(part.type);
    expect(parts).toEqual(['stream-start', 'text-start', 'text-delta', 'text-end', 'finish']);
  });
});
