import { EventEmitter, once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type LocalServer, startLocalServer } from './local-server.ts';

/** What the server was sent: a request of the chat completions protocol, as far as tests look at it. */
export interface ChatRequest {
  readonly model: string;
  readonly max_tokens?: number;
  readonly tool_choice?: string;
  readonly messages: readonly {
    readonly role: string;
    readonly content: string | null;
  }[];
  readonly tools?: readonly { readonly function: { readonly name: string } }[];
}

/** Text as it is written: piece by piece, each once the one before is sent and its promise has resolved. */
type Pieces = Iterable<string | Promise<string>> | AsyncIterable<string>;

/** What an answer costs, and how it ends. `break`: the line is cut before it says why it ended. */
interface Ending {
  readonly ending?: 'stop' | 'length' | 'break';
  readonly tokens?: number;
}

/**
 * One answer: text (once `after` has resolved) or text in pieces, a call of a tool (with arguments as they are or as raw
 * text), raw lines of the stream, an HTTP error, or none at all for as long as the client waits.
 */
export type ChatReply =
  | (Ending & { readonly text: string; readonly after?: Promise<unknown> })
  | (Ending & { readonly pieces: Pieces })
  | (Ending & { readonly tool: string; readonly arguments: unknown })
  | (Ending & { readonly tool: string; readonly rawArguments: string })
  | { readonly lines: readonly string[] }
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly silence: true };

/** An OpenAI-compatible `/v1/chat/completions` that streams scripted answers in order, the last one for ever. */
export interface ChatServer extends LocalServer {
  readonly requests: ChatRequest[];
  /** The `authorization` of the last request. */
  readonly authorization: string | undefined;
  replies: readonly ChatReply[];
  /** Resolves when the next request is there. */
  nextRequest(): Promise<unknown>;
  /** Resolves when a client hangs up before it has its whole answer. */
  nextHangUp(): Promise<unknown>;
}

export async function startChatServer(): Promise<ChatServer> {
  const state = {
    replies: [{ text: 'Hello.' }] as readonly ChatReply[],
    authorization: undefined as string | undefined,
  };
  const requests: ChatRequest[] = [];
  const arrivals = new EventEmitter();
  const server = await startLocalServer(async (body, request, response) => {
    requests.push(body as ChatRequest);
    state.authorization = request.headers.authorization;
    response.once('close', () => {
      if (!response.writableFinished) arrivals.emit('hang-up');
    });
    arrivals.emit('request');
    const [reply = { text: '' }, ...rest] = state.replies;
    if (rest.length > 0) state.replies = rest;
    if ('silence' in reply) return new Promise(() => undefined);
    if ('status' in reply) {
      for (const [name, value] of Object.entries(reply.headers ?? {}))
        response.setHeader(name, value);
      response.statusCode = reply.status;
      return { error: { message: 'the server says no, with a secret', type: 'error' } };
    }
    if ('after' in reply) await reply.after;
    return stream(reply, response);
  });
  return Object.assign(
    state,
    {
      requests,
      nextRequest: () => once(arrivals, 'request'),
      nextHangUp: () => once(arrivals, 'hang-up'),
    },
    server,
    { url: `${server.url}/v1` },
  );
}

type Streamed = Exclude<ChatReply, { status: number } | { silence: true }>;

async function stream(reply: Streamed, response: ServerResponse): Promise<void> {
  response.setHeader('content-type', 'text/event-stream');
  response.flushHeaders();
  if ('lines' in reply) {
    response.end(reply.lines.map((line) => `${line}\n`).join(''));
    return;
  }
  const isCall = 'tool' in reply;
  for await (const delta of isCall ? [toToolCall(reply)] : toDeltas(reply)) {
    if (response.destroyed) return;
    send(response, { choices: [{ index: 0, delta }] });
  }
  if (reply.ending === 'break') {
    response.destroy();
    return;
  }
  const reason = isCall ? 'tool_calls' : (reply.ending ?? 'stop');
  send(response, { choices: [{ index: 0, delta: {}, finish_reason: reason }] });
  const total = reply.tokens ?? 2;
  const usage = { prompt_tokens: total - 1, completion_tokens: 1, total_tokens: total };
  send(response, { choices: [], usage });
  response.end('data: [DONE]\n\n');
}

function send(response: ServerResponse, part: Readonly<Record<string, unknown>>): void {
  const head = { id: 'completion', object: 'chat.completion.chunk', created: 0, model: 'scripted' };
  response.write(`data: ${JSON.stringify({ ...head, ...part })}\n\n`);
}

async function* toDeltas(reply: Extract<Streamed, { text: string } | { pieces: Pieces }>) {
  const pieces = 'text' in reply ? reply.text.split(/(?<= )/) : reply.pieces;
  for await (const content of pieces) yield { role: 'assistant', content };
}

function toToolCall(reply: Extract<Streamed, { tool: string }>) {
  const given = 'rawArguments' in reply ? reply.rawArguments : JSON.stringify(reply.arguments);
  const call = { name: reply.tool, arguments: given };
  return {
    role: 'assistant',
    content: null,
    tool_calls: [{ index: 0, id: 'call-1', type: 'function', function: call }],
  };
}
