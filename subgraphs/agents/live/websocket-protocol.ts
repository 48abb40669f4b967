import type { IncomingMessage } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import { type Context, makeServer } from 'graphql-ws';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import { createTokenCheck } from '../../shared/service/internal-token.ts';
import type { RequestHead } from '../../shared/service/request-context.ts';
import { REQUEST_ID_HEADER, requestIdFrom } from '../../shared/service/request-id.ts';
import type { LiveOptions } from './live-options.ts';
import { createErrorMask, prepareSubscription, refuse } from './subscription-request.ts';

const MAX_SUBSCRIPTIONS = 20;

/** A connection and what is known of it. */
export interface WebSocketClient {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  /** False from a ping until its pong. */
  isAlive: boolean;
  /** Pings sent since it last asked or watched anything. */
  idlePings: number;
  countSubscriptions: () => number;
}

type ClientContext = Context<Record<string, unknown>, WebSocketClient>;

/** The protocol graphql-transport-ws for subscriptions, without the socket under it. */
export function createWebSocketProtocol(options: LiveOptions) {
  const { schema, createContext, logger } = options;
  const checkToken = createTokenCheck(options.internalToken);
  const { maskErrors, maskResult } = createErrorMask(logger);
  return makeServer<Record<string, unknown>, WebSocketClient>({
    onConnect: (context) => {
      context.extra.countSubscriptions = () => Object.keys(context.subscriptions).length;
      try {
        checkToken(headOf(context, logger).headers.authorization);
        return true;
      } catch {
        return false;
      }
    },
    onSubscribe: ({ extra }, _, payload) => {
      if (extra.countSubscriptions() > MAX_SUBSCRIPTIONS) {
        const message = `At most ${MAX_SUBSCRIPTIONS} subscriptions may share a connection.`;
        return [refuse(message, 'RATE_LIMITED')];
      }
      const prepared = prepareSubscription(schema, payload);
      return 'errors' in prepared ? prepared.errors : prepared.args;
    },
    context: (context) => createContext(headOf(context, logger)),
    onNext: (_, __, ___, ____, { data = null, errors }) => errors && maskResult({ data, errors }),
    onError: (_, __, ___, errors) => maskErrors(errors),
  });
}

/** A browser sends no headers of ours with a WebSocket: parameters of the connection stand in for those that did not come. */
function headOf({ connectionParams = {}, extra }: ClientContext, logger: Logger): RequestHead {
  const parameters = Object.entries(connectionParams).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name.toLowerCase(), value] as const] : [],
  );
  const headers = { ...Object.fromEntries(parameters), ...extra.request.headers };
  const id = requestIdFrom(headers[REQUEST_ID_HEADER]);
  return {
    id,
    headers,
    socket: extra.request.socket,
    log: logger.child({ requestId: id }) as FastifyBaseLogger,
  };
}
