import type { OperationRequest } from '../gateway-types.ts';

/** Whether a request wants more than its answer: the plan itself, which Sandbox shows, or traces. */
export function asksForMore({ request, metrics }: OperationRequest): boolean {
  const asksForPlan = request.http?.headers.get('apollo-query-plan-experimental') != null;
  return asksForPlan || metrics.captureTraces === true;
}
