import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** One event of `runProgress` as a client sees it. */
export interface SeenProgress {
  readonly sequence: number;
  readonly run: {
    readonly id: string;
    readonly status: string;
    readonly step: string | null;
    readonly error: string | null;
    readonly toolCalls: readonly { readonly tool: string }[];
  };
  readonly text: string;
  readonly textOffset: number;
  readonly textDelta: string;
  readonly answer: { readonly id: string; readonly text: string } | null;
}

/** A run watched over one of the two transports with the client that people use for it. */
export interface WatchedRun {
  /** The next event; undefined when the stream is complete. Rejects when it ends otherwise, or with errors. */
  next(): Promise<SeenProgress | undefined>;
  /** All that is left, to the end. */
  rest(): Promise<SeenProgress[]>;
  /** Goes away. */
  leave(): Promise<unknown>;
}

export type Transport = 'WebSocket' | 'server-sent events';

const QUERY = `subscription($id: ID!) { runProgress(id: $id) {
  sequence run { id status step error toolCalls { tool } } text textOffset textDelta answer { id text } } }`;

/** `headers` are the connection's parameters over WebSocket. */
export function watchRun(
  url: string,
  id: string,
  {
    transport = 'WebSocket' as Transport,
    headers = {} as Readonly<Record<string, string>>,
    query = QUERY,
  } = {},
): WatchedRun {
  const payload = { query, variables: { id } };
  const isWebSocket = transport === 'WebSocket';
  const client = isWebSocket
    ? createWsClient({
        url: `${url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: headers,
        retryAttempts: 0,
      })
    : createSseClient({ url: `${url}/graphql/stream`, headers, retryAttempts: 0 });
  const events = client.iterate<{ runProgress: SeenProgress }>(payload);
  const next = async () => {
    const { value, done } = await events.next();
    if (done) return undefined;
    const [fault] = value.errors ?? [];
    if (fault !== undefined) throw new Error(fault.message);
    return value.data?.runProgress;
  };
  return {
    next,
    rest: async () => {
      const seen: SeenProgress[] = [];
      for (let event = await next(); event !== undefined; event = await next()) seen.push(event);
      return seen;
    },
    leave: async () => events.return?.(),
  };
}

/** What a client has that keeps only the deltas. */
export function joinDeltas(events: readonly SeenProgress[]): string {
  return events.reduce(
    (text, { textOffset, textDelta }) => text.slice(0, textOffset) + textDelta,
    '',
  );
}
