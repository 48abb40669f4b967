import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { Metrics } from '../../subgraphs/shared/metrics/metrics.ts';

/** One answer that was sent before its request was parsed. */
export interface UnparsedAnswer {
  readonly request: IncomingMessage;
  readonly requestId: string;
  readonly status: 200 | 304;
  /** When it came in, of `performance.now()`. */
  readonly began: number;
}

const ROUTE = '/graphql';
/** Only queries are kept, and only what came without an error. */
const OPERATION = { type: 'query', outcome: 'ok' };

/**
 * Counts and logs such an answer as the framework's hooks do any other. It is the hottest path there is: nothing is made for a
 * line that is not written.
 */
export function createUnparsedAnswerRecord(
  { durations }: Metrics,
  logger: Logger,
): (answer: UnparsedAnswer) => void {
  return ({ request: { method = '' }, requestId, status, began }) => {
    const milliseconds = performance.now() - began;
    durations.requests.observe({ method, route: ROUTE, status }, milliseconds / 1000);
    durations.operations.observe(OPERATION, milliseconds / 1000);
    if (!logger.isLevelEnabled('info')) return;
    const tookMs = Math.round(milliseconds);
    logger.info({ requestId, method, path: ROUTE, status, tookMs }, 'request');
  };
}
