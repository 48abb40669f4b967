import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { CloseCode, handleProtocols, type Server } from 'graphql-ws';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import { type LiveOptions, MAX_REQUEST_BYTES, PING_MS } from './live-options.ts';
import { createWebSocketProtocol, type WebSocketClient } from './websocket-protocol.ts';

const PATH = '/graphql';
/** A connection that watches nothing is closed after so many pings. */
const IDLE_PINGS = 5;
const NORMAL_CLOSURE = 1000;
const GOING_AWAY = 1001;
/** How long clients may take to say goodbye when the process ends. */
const GOODBYE_MS = 1000;

/** Subscriptions over WebSocket (graphql-transport-ws), on the port of everything else. */
export function serveWebSockets(app: FastifyInstance, options: LiveOptions): void {
  const protocol = createWebSocketProtocol(options);
  const clients = new Set<WebSocketClient>();
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_REQUEST_BYTES,
    handleProtocols,
  });
  let isClosing = false;
  app.server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    // Nobody else hears of a client that is gone before it is let in.
    stream.on('error', (error) => options.logger.debug({ err: error }, 'websocket fault'));
    const refusal = findRefusal(request, options);
    const leave = refusal === null && !isClosing ? options.seats.take() : null;
    if (leave === null) {
      stream.end(`HTTP/1.1 ${refusal ?? '503 Service Unavailable'}\r\nConnection: close\r\n\r\n`);
      return;
    }
    stream.once('close', leave);
    server.handleUpgrade(request, stream, head, (socket) => {
      const client = { socket, request, isAlive: true, idlePings: 0, countSubscriptions: () => 0 };
      clients.add(client);
      socket.once('close', () => clients.delete(client));
      converse(protocol, client, options.logger);
    });
  });
  const pings = setInterval(() => clients.forEach(ping), PING_MS).unref();
  app.addHook('preClose', async () => {
    isClosing = true;
    clearInterval(pings);
    await sayGoodbye([...clients]);
  });
}

/** Browsers let any page open a WebSocket to anywhere; only the server can refuse it. */
function findRefusal({ url, headers }: IncomingMessage, { origins }: LiveOptions): string | null {
  if (url?.split('?')[0] !== PATH) return '404 Not Found';
  const { origin } = headers;
  return origin === undefined || origins.has(origin) ? null : '403 Forbidden';
}

function converse(
  protocol: Server<WebSocketClient>,
  client: WebSocketClient,
  logger: Logger,
): void {
  const { socket } = client;
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      // Resolves when the bytes are gone: the next event waits for a client that reads slowly.
      send: (message) => new Promise((resolve) => socket.send(message, () => resolve())),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (hear) => {
        socket.on('message', (message) => {
          hear(String(message)).catch((error: unknown) => {
            logger.error({ err: error }, 'unexpected error');
            socket.close(CloseCode.InternalServerError, 'Internal server error');
          });
        });
      },
    },
    client,
  );
  socket.on('message', () => {
    client.idlePings = 0;
  });
  socket.on('pong', () => {
    client.isAlive = true;
  });
  // A frame that is too large, or none: ws closes the connection with the code for it.
  socket.on('error', (error) => logger.debug({ err: error }, 'websocket fault'));
  socket.once('close', (code, reason) => void closed(code, String(reason)));
}

function ping(client: WebSocketClient): void {
  const { socket } = client;
  if (!client.isAlive) {
    socket.terminate();
    return;
  }
  client.isAlive = false;
  socket.ping();
  client.idlePings = client.countSubscriptions() > 0 ? 0 : client.idlePings + 1;
  if (client.idlePings > IDLE_PINGS) socket.close(NORMAL_CLOSURE, 'Idle');
}

async function sayGoodbye(clients: readonly WebSocketClient[]): Promise<void> {
  const gone = clients.map(
    ({ socket }) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
  );
  for (const { socket } of clients) socket.close(GOING_AWAY, 'Going away');
  await Promise.race([Promise.all(gone), wait(GOODBYE_MS, undefined, { ref: false })]);
  for (const { socket } of clients) socket.terminate();
}
