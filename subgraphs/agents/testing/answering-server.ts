import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { type LocalServer, startLocalServer } from './local-server.ts';

const requestBody = z.object({
  stream: z.boolean().default(false),
  messages: z.array(z.object({ role: z.string(), content: z.unknown() })),
});

/** What the model does with a request. */
type Step = { readonly query: string } | { readonly text: string };

export interface AnsweringServerOptions {
  /** How long the model takes for a request, in milliseconds; no time when absent. */
  readonly thinkMs?: () => number;
  /** Told when a request is there, before it is answered. */
  readonly onAsked?: () => void;
}

/** An OpenAI-compatible `/v1/chat/completions` for any number of conversations at once, whole or streamed. */
export interface AnsweringServer extends LocalServer {
  /** How often the model was asked each question anew, not counting requests with the result of a tool. */
  readonly begun: ReadonlyMap<string, number>;
}

/** Asks for one search with the question's words, then answers; what it says follows from the request alone. */
export async function startAnsweringServer(
  options: AnsweringServerOptions = {},
): Promise<AnsweringServer> {
  const begun = new Map<string, number>();
  const server = await startLocalServer(async (body, _, response) => {
    options.onAsked?.();
    const { messages, stream } = requestBody.parse(body);
    const asked = messages.findLastIndex(({ role }) => role === 'user');
    const question = String(messages[asked]?.content);
    const hasResult = messages.slice(asked).some(({ role }) => role === 'tool');
    if (!hasResult) begun.set(question, (begun.get(question) ?? 0) + 1);
    const thinkMs = options.thinkMs?.() ?? 0;
    if (thinkMs > 0) await wait(thinkMs);
    const step = hasResult ? { text: answerTo(question) } : { query: question };
    return stream ? writeStream(response, step) : toCompletion(step);
  });
  return { begun, ...server, url: `${server.url}/v1` };
}

/** The model's answer to a question. */
export function answerTo(question: string): string {
  return `Noted [1]: ${question}`;
}

function toCompletion(step: Step) {
  const message = { role: 'assistant', content: null, ...contentOf(step) };
  const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
  return {
    ...frame('chat.completion'),
    choices: [{ index: 0, finish_reason: finishOf(step), message }],
    usage,
  };
}

/** Server-sent events: the content in one piece, then the end. */
function writeStream(response: ServerResponse, step: Step): void {
  const chunk = (delta: object, finish_reason: string | null) =>
    `data: ${JSON.stringify({ ...frame('chat.completion.chunk'), choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
  response.setHeader('content-type', 'text/event-stream');
  const content = chunk({ role: 'assistant', ...contentOf(step) }, null);
  response.end(`${content}${chunk({}, finishOf(step))}data: [DONE]\n\n`);
}

function frame(object: string) {
  return { id: 'completion', object, created: 0, model: 'answering' };
}

function finishOf(step: Step): string {
  return 'query' in step ? 'tool_calls' : 'stop';
}

function contentOf(step: Step) {
  if ('text' in step) return { content: step.text };
  const call = { name: 'search', arguments: JSON.stringify({ query: step.query }) };
  return { tool_calls: [{ index: 0, id: 'call-1', type: 'function', function: call }] };
}
