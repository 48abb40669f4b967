import { Histogram, type Registry } from 'prom-client';

/** Seconds. From an answer out of memory to a model that takes its time. */
export const DURATION_BUCKETS = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
];

/** How long requests and their operations take, in seconds; wherever in a process they are answered, they are counted here. */
export class Durations {
  /** By the pattern of the route, not by its path: a path has as many values as there are files. */
  readonly requests: Histogram<'method' | 'route' | 'status'>;
  /** Not by name: clients choose names, and each would be a series for ever. */
  readonly operations: Histogram<'type' | 'outcome'>;

  constructor(registry: Registry) {
    const rest = { buckets: DURATION_BUCKETS, registers: [registry] };
    this.requests = new Histogram({
      name: 'multimodal_http_request_duration_seconds',
      help: 'Time from the head of a request to the end of its answer.',
      labelNames: ['method', 'route', 'status'],
      ...rest,
    });
    this.operations = new Histogram({
      name: 'multimodal_graphql_operation_duration_seconds',
      help: 'Time from an operation that was received to its answer.',
      labelNames: ['type', 'outcome'],
      ...rest,
    });
  }
}
