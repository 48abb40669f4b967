import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {
  ErrorCode,
  InitializeResultSchema,
  isJSONRPCErrorResponse,
  isJSONRPCRequest,
  isJSONRPCResultResponse,
  type JSONRPCMessage,
  type JSONRPCRequest,
  type RequestId,
} from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';

const cancellation = z.object({
  method: z.literal('notifications/cancelled'),
  params: z.object({ requestId: z.union([z.string(), z.number()]) }),
});

/** Where messages go, and what goes with each of them. */
export interface Goal {
  readonly mcpUrl: URL;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Carries one client's messages to the agents service, each in a connection of its own: so one that breaks is an error of
 * its own request, and those that follow reach a service that was started again.
 */
export class Forwarding {
  readonly #goal: Goal;
  readonly #reply: (message: JSONRPCMessage) => Promise<void>;
  readonly #underWay = new Map<RequestId, StreamableHTTPClientTransport>();
  /** Requests that were cancelled, and are not to be answered. */
  readonly #unwanted = new Set<RequestId>();
  /** As the service named it when the client introduced itself. */
  #session: string | undefined;
  #protocolVersion: string | undefined;

  constructor(goal: Goal, reply: (message: JSONRPCMessage) => Promise<void>) {
    this.#goal = goal;
    this.#reply = reply;
  }

  /** Never rejects: what goes wrong is the answer. */
  async forward(message: JSONRPCMessage): Promise<void> {
    if (isJSONRPCRequest(message)) {
      const answer = await this.#ask(message).catch((error) => toError(message.id, error));
      if (!this.#unwanted.delete(message.id)) await this.#reply(answer);
      return;
    }
    const transport = await this.#connect();
    await transport.send(message).catch(() => undefined);
    await transport.close();
    const { data } = cancellation.safeParse(message);
    if (data !== undefined) await this.#drop(data.params.requestId);
  }

  /** Nothing is answered any more. */
  async close(): Promise<void> {
    await Promise.all([...this.#underWay.keys()].map((id) => this.#drop(id)));
  }

  async #drop(id: RequestId): Promise<void> {
    const transport = this.#underWay.get(id);
    if (transport === undefined) return;
    this.#unwanted.add(id);
    await transport.close();
  }

  /** The answer; what comes before it is passed on. */
  async #ask(request: JSONRPCRequest): Promise<JSONRPCMessage> {
    const transport = await this.#connect();
    this.#underWay.set(request.id, transport);
    try {
      const answer = await new Promise<JSONRPCMessage>((resolve, reject) => {
        transport.onmessage = (message) => {
          const isAnswer = isJSONRPCResultResponse(message) || isJSONRPCErrorResponse(message);
          if (isAnswer) resolve(message);
          else void this.#reply(message);
        };
        transport.onerror = reject;
        transport.send(request).catch(reject);
      });
      if (request.method === 'initialize') this.#introduce(transport, answer);
      return answer;
    } finally {
      this.#underWay.delete(request.id);
      await transport.close();
    }
  }

  #introduce({ sessionId }: StreamableHTTPClientTransport, answer: JSONRPCMessage): void {
    this.#session = sessionId;
    const result = 'result' in answer ? InitializeResultSchema.safeParse(answer.result) : undefined;
    this.#protocolVersion = result?.data?.protocolVersion;
  }

  async #connect(): Promise<StreamableHTTPClientTransport> {
    const { mcpUrl, headers } = this.#goal;
    const transport = new StreamableHTTPClientTransport(mcpUrl, {
      requestInit: { headers },
      ...(this.#session !== undefined && { sessionId: this.#session }),
    });
    if (this.#protocolVersion !== undefined) transport.setProtocolVersion(this.#protocolVersion);
    await transport.start();
    return transport;
  }
}

function toError(id: RequestId, error: unknown): JSONRPCMessage {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `The agents service did not answer: ${reason}`;
  return { jsonrpc: '2.0', id, error: { code: ErrorCode.InternalError, message } };
}
