import { createServer } from 'node:http';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { jsonSchema, stepCountIs, streamText, tool } from 'ai';
import { PASSAGES } from './passages.ts';

/**
 * The AI SDK's loop and nothing else, as a server: the same model, a prompt and a tool result of the same size, one call of the tool;
 * no graph, no store, no cache, no retrieval. What a turn cannot be faster than with this library.
 */
const [baseURL = ''] = process.argv.slice(2);
const model = createOpenAICompatible({ name: 'chat', baseURL }).chatModel('answering');
const passages = JSON.stringify({ passages: PASSAGES });
const search = tool({
  description: 'Finds the passages of the ingested files that fit a query.',
  inputSchema: jsonSchema({ type: 'object', properties: { query: { type: 'string' } } }),
  execute: async () => passages,
});

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { text } = streamText({
    model,
    system: `Answer from the passages.\n\n${passages}`,
    messages: [{ role: 'user', content: Buffer.concat(chunks).toString('utf8') }],
    tools: { search },
    stopWhen: stepCountIs(8),
  });
  response.end(JSON.stringify({ text: await text }));
}).listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  process.send?.({ url: `http://127.0.0.1:${address.port}` });
});
process.once('disconnect', () => process.exit(0));
