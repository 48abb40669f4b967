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

/**
 * Counts and logs such an answer as the framework's hooks do any other. It is the hottest path there is: nothing is made for a
 * line that is not written, and no series looked up.
 */
export function createUnparsedAnswerRecord(
  { durations }: Metrics,
  logger: Logger,
): (answer: UnparsedAnswer) => void {
  const requests = {
    GET: seriesByStatus(durations, 'GET'),
    POST: seriesByStatus(durations, 'POST'),
  };
  // Only queries are kept, and only what came without an error.
  const operations = durations.operations.series('query', 'ok');
  return ({ request, requestId, status, began }) => {
    const milliseconds = performance.now() - began;
    const method = request.method === 'GET' ? 'GET' : 'POST';
    requests[method][status].observe(milliseconds / 1000);
    operations.observe(milliseconds / 1000);
    if (!logger.isLevelEnabled('info')) return;
    const tookMs = Math.round(milliseconds);
    logger.info({ requestId, method, path: ROUTE, status, tookMs }, 'request');
  };
}

function seriesByStatus({ requests }: Metrics['durations'], method: string) {
  return { 200: requests.series(method, ROUTE, '200'), 304: requests.series(method, ROUTE, '304') };
}
