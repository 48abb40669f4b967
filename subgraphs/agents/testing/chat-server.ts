import { EventEmitter, once } from 'node:events';
import { type LocalServer, startLocalServer } from './local-server.ts';

/** What the server was sent: a request of the chat completions protocol, as far as tests look at it. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly {
    readonly role: string;
    readonly content: string | null;
  }[];
  readonly tools?: readonly { readonly function: { readonly name: string } }[];
}

/** One answer: text (once `after` has resolved), a call of a tool, an HTTP error, or none at all for as long as the client waits. */
export type ChatReply =
  | { readonly text: string; readonly after?: Promise<unknown> }
  | { readonly tool: string; readonly arguments: unknown }
  | { readonly status: number }
  | { readonly silence: true };

/** An OpenAI-compatible `/v1/chat/completions` that gives scripted answers in order, the last one for ever. */
export interface ChatServer extends LocalServer {
  readonly requests: ChatRequest[];
  replies: readonly ChatReply[];
  /** Resolves when the next request is there. */
  nextRequest(): Promise<unknown>;
}

export async function startChatServer(): Promise<ChatServer> {
  const state = { replies: [{ text: 'Hello.' }] as readonly ChatReply[] };
  const requests: ChatRequest[] = [];
  const arrivals = new EventEmitter();
  const server = await startLocalServer(async (body, _, response) => {
    requests.push(body as ChatRequest);
    arrivals.emit('request');
    const [reply = { text: '' }, ...rest] = state.replies;
    if (rest.length > 0) state.replies = rest;
    if ('silence' in reply) return new Promise(() => undefined);
    if ('status' in reply) {
      response.statusCode = reply.status;
      return { error: { message: 'the server says no, with a secret', type: 'error' } };
    }
    if ('after' in reply) await reply.after;
    return toCompletion(reply);
  });
  const nextRequest = () => once(arrivals, 'request');
  return Object.assign(state, { requests, nextRequest }, server, { url: `${server.url}/v1` });
}

function toCompletion(reply: Extract<ChatReply, { text: string } | { tool: string }>) {
  const isCall = 'tool' in reply;
  return {
    id: 'completion',
    object: 'chat.completion',
    created: 0,
    model: 'scripted',
    choices: [
      {
        index: 0,
        finish_reason: isCall ? 'tool_calls' : 'stop',
        message: isCall ? toToolCall(reply) : { role: 'assistant', content: reply.text },
      },
    ],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
}

function toToolCall(reply: Extract<ChatReply, { tool: string }>) {
  const call = { name: reply.tool, arguments: JSON.stringify(reply.arguments) };
  return {
    role: 'assistant',
    content: null,
    tool_calls: [{ id: 'call-1', type: 'function', function: call }],
  };
}
