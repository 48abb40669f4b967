import type { CollectedSpan } from '../../subgraphs/shared/testing/trace-collector.ts';

/**
 * The spans from the root of the trace of `within` down to the first span called `name` of `service` in it; empty while one
 * of them has not come in.
 */
export function pathTo(
  spans: readonly CollectedSpan[],
  within: string,
  service: string,
  name: string,
): CollectedSpan[] {
  const traceId = spans.find((span) => span.name === within)?.traceId;
  const trace = new Map(
    spans.filter((span) => span.traceId === traceId).map((span) => [span.spanId, span]),
  );
  const path: CollectedSpan[] = [];
  let span = [...trace.values()].find((each) => each.service === service && each.name === name);
  while (span !== undefined) {
    path.unshift(span);
    if (!span.parentSpanId) return path;
    span = trace.get(span.parentSpanId);
  }
  return [];
}
