import { Counter, Gauge, Histogram } from 'prom-client';
import { DURATION_BUCKETS } from '../../subgraphs/shared/metrics/duration-histogram.ts';
import type { Metrics } from '../../subgraphs/shared/metrics/metrics.ts';

/** How a call to a subgraph ended; `errors`: an answer that has some. */
export type SubgraphOutcome = 'ok' | 'errors' | 'timeout' | 'unavailable';

/** What the gateway counts beside what every process does; told of it where it happens. */
export class GatewayMetrics {
  readonly #subgraphDuration: Histogram<'subgraph' | 'outcome'>;
  readonly #planHits: Counter;
  readonly #planMisses: Counter;
  readonly #metrics: Metrics;
  readonly #plans: Gauge;
  readonly #executed: Counter<'executor'>;
  readonly #joined: Counter<'subgraph'>;
  readonly #retried: Counter<'subgraph'>;
  readonly #breakerOpen: Gauge<'subgraph'>;

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
    const { registry } = metrics;
    const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
      new Counter({ name: `multimodal_${name}_total`, help, labelNames, registers: [registry] });
    const gauge = <L extends string>(name: string, help: string, labelNames: L[]) =>
      new Gauge({ name: `multimodal_${name}`, help, labelNames, registers: [registry] });
    this.#subgraphDuration = new Histogram({
      name: 'multimodal_subgraph_request_duration_seconds',
      help: 'Time that one call to a subgraph took, by how it ended.',
      labelNames: ['subgraph', 'outcome'],
      buckets: DURATION_BUCKETS,
      registers: [registry],
    });
    this.#planHits = counter('query_plan_cache_hits', 'Operations whose plan was known.', []);
    this.#planMisses = counter('query_plan_cache_misses', 'Operations that were planned.', []);
    this.#plans = gauge('query_plan_cache_entries', 'Plans that are kept.', []);
    const executors = 'Operations executed, by compiled plan or by the library (fallback).';
    this.#executed = counter('operations_executed', executors, ['executor']);
    this.#joined = counter('subgraph_calls_joined', 'Calls answered by one under way.', [
      'subgraph',
    ]);
    this.#retried = counter('subgraph_retries', 'Calls that were sent again.', ['subgraph']);
    this.#breakerOpen = gauge('subgraph_breaker_open', '1 while a subgraph is not asked.', [
      'subgraph',
    ]);
  }

  subgraphAnswered(subgraph: string, outcome: SubgraphOutcome, seconds: number): void {
    this.#subgraphDuration.observe({ subgraph, outcome }, seconds);
  }

  /** A plan was asked for, and known or not. */
  planRead(isHit: boolean): void {
    (isHit ? this.#planHits : this.#planMisses).inc();
  }

  /** `count` is asked at each scrape: what was told at a change is gone when the metrics are reset. */
  countPlans(count: () => number): void {
    this.#metrics.beforeScrape(() => this.#plans.set(count()));
  }

  /** A compiled plan is one that was known; the library asks for its own. */
  operationExecuted(executor: 'compiled' | 'fallback'): void {
    this.#executed.inc({ executor });
    if (executor === 'compiled') this.planRead(true);
  }

  callJoined(subgraph: string): void {
    this.#joined.inc({ subgraph });
  }

  callRetried(subgraph: string): void {
    this.#retried.inc({ subgraph });
  }

  breakerChanged(subgraph: string, isOpen: boolean): void {
    this.#breakerOpen.set({ subgraph }, Number(isOpen));
  }
}
