import type { Registry } from 'prom-client';
import { DurationHistogram } from './duration-histogram.ts';

/** How long requests and their operations take, in seconds; wherever in a process they are answered, they are counted here. */
export class Durations {
  /** By method, pattern of the route and status. Not by path: it has as many values as there are files. */
  readonly requests: DurationHistogram;
  /** By type and outcome. Not by name: clients choose names, and each would be a series for ever. */
  readonly operations: DurationHistogram;

  constructor(registry: Registry) {
    this.requests = new DurationHistogram({
      name: 'multimodal_http_request_duration_seconds',
      help: 'Time from the head of a request to the end of its answer.',
      labelNames: ['method', 'route', 'status'],
      registry,
    });
    this.operations = new DurationHistogram({
      name: 'multimodal_graphql_operation_duration_seconds',
      help: 'Time from an operation that was received to its answer.',
      labelNames: ['type', 'outcome'],
      registry,
    });
  }

  clear(): void {
    this.requests.clear();
    this.operations.clear();
  }
}
