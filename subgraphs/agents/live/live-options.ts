import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { RequestHead } from '../../shared/service/request-context.ts';
import type { AgentsContext } from '../context.ts';
import type { Seats } from './seats.ts';

/** What both live endpoints are built from. */
export interface LiveOptions {
  readonly schema: GraphQLSchema;
  readonly createContext: (request: RequestHead) => Promise<AgentsContext>;
  readonly logger: Logger;
  readonly internalToken: string | undefined;
  /** Web pages that may watch from a browser. */
  readonly origins: ReadonlySet<string>;
  readonly seats: Seats;
}

/** The largest message or body of a client; a subscription is a few hundred bytes. */
export const MAX_REQUEST_BYTES = 64 * 1024;
/** How often a quiet connection shows that it lives. */
export const PING_MS = 12_000;
